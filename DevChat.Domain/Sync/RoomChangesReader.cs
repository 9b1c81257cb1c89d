using DevChat.Domain.Chatrooms;
using DevChat.Domain.Data;
using DevChat.Domain.Messages;
using DevChat.Domain.ReadState;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Sync;

/// <summary>Reads what changed in the rooms of a page, with one or two statements for each kind of change.</summary>
internal sealed class RoomChangesReader(
    ChatDbContext database,
    SyncToken token,
    IReadOnlyList<ChangedChatroom> rooms
)
{
    private readonly int[] _told = [.. rooms.Where(room => room.IsTold).Select(room => room.Id)];

    /// <param name="changed">The messages of the page, by room.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    public async Task<IReadOnlyList<MissedChanges>> ReadAsync(
        IReadOnlyDictionary<int, List<ChangedMessage>> changed,
        CancellationToken cancellationToken
    )
    {
        var views = await ViewsAsync(cancellationToken);
        var memberships = await MembershipsAsync(cancellationToken);
        var messages = await ReadMessagesAsync(
            rooms.SelectMany(room => changed.GetValueOrDefault(room.Id, [])),
            cancellationToken
        );
        var reads = await ReadsAsync(cancellationToken);
        var unread = await UnreadAsync(reads, cancellationToken);
        return
        [
            .. rooms.Select(room => new MissedChanges
            {
                Revision = room.Revision,
                Chatroom = views.GetValueOrDefault(room.Id),
                IsNew = room.IsNew,
                Memberships = [.. memberships[room.Id]],
                Messages =
                [
                    .. changed
                        .GetValueOrDefault(room.Id, [])
                        .Select(it => new MissedMessage(messages[it.Id], it.Seq > it.KnownSeq)),
                ],
                Reads = [.. reads[room.Id].Where(read => read.UserId != token.UserId)],
                Unread = unread.GetValueOrDefault(room.Id),
            }),
        ];
    }

    private async Task<Dictionary<int, ChatroomView>> ViewsAsync(
        CancellationToken cancellationToken
    )
    {
        if (_told.Length == 0)
        {
            return [];
        }

        var rows = await database
            .RoomsOf(token.UserId)
            .Where(state => _told.Contains(state.Room.Id))
            .WithLastMessages(database)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var views = await database.WithFirstParticipantsAsync(rows, cancellationToken);
        return views.ToDictionary(view => view.Id);
    }

    private async Task<ILookup<int, MissedMembership>> MembershipsAsync(
        CancellationToken cancellationToken
    )
    {
        var rows =
            token.Since is { } known && _told.Length > 0
                ? await database.MembershipsAsync(token.UserId, _told, known, cancellationToken)
                : [];
        return rows.ToLookup(
            row => row.ChatroomId,
            row => new MissedMembership(
                row.ChatroomId,
                new UserReference(row.UserId, row.Username),
                row.IsParticipant
            )
        );
    }

    private async Task<Dictionary<long, MessageView>> ReadMessagesAsync(
        IEnumerable<ChangedMessage> changed,
        CancellationToken cancellationToken
    )
    {
        long[] ids = [.. changed.Select(message => message.Id)];
        return ids.Length == 0
            ? []
            : await database
                .MessageViews()
                .Where(message => ids.Contains(message.Id))
                .ToDictionaryAsync(message => message.Id, cancellationToken);
    }

    private async Task<ILookup<int, MissedRead>> ReadsAsync(CancellationToken cancellationToken)
    {
        int[] ids = [.. rooms.Where(room => room.HasReads).Select(room => room.Id)];
        var reads =
            token.Since is { } known && ids.Length > 0
                ? await database.ReadsAsync(ids, known, cancellationToken)
                : [];
        return reads.ToLookup(read => read.ChatroomId);
    }

    /// <summary>The counts of rooms in which only the user's own position has moved.</summary>
    private async Task<Dictionary<int, UnreadCount>> UnreadAsync(
        ILookup<int, MissedRead> reads,
        CancellationToken cancellationToken
    )
    {
        int[] ids =
        [
            .. rooms
                .Select(room => room.Id)
                .Except(_told)
                .Where(id => reads[id].Any(read => read.UserId == token.UserId)),
        ];
        return ids.Length == 0
            ? []
            : await database
                .UnreadCounts()
                .Where(count => count.UserId == token.UserId && ids.Contains(count.ChatroomId))
                .ToDictionaryAsync(count => count.ChatroomId, cancellationToken);
    }
}
