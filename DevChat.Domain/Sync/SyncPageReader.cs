using DevChat.Domain.Chatrooms;
using DevChat.Domain.Data;
using DevChat.Domain.Messages;
using DevChat.Domain.ReadState;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Sync;

/// <summary>
/// Reads one page from one snapshot. It has at most <paramref name="limit"/> rooms and as many messages, and all else that
/// changed in these rooms. The number of statements does not depend on it.
/// </summary>
internal sealed class SyncPageReader(ChatDbContext database, SyncToken token, int limit)
{
    private static readonly ILookup<int, MissedMembership> NoMemberships = Array
        .Empty<MissedMembership>()
        .ToLookup(_ => 0);

    private static readonly ILookup<int, MissedRead> NoReads = Array
        .Empty<MissedRead>()
        .ToLookup(_ => 0);

    /// <param name="now">The snapshot that the page is read from.</param>
    public async Task<SyncPage> ReadAsync(
        TransactionSnapshot now,
        CancellationToken cancellationToken
    )
    {
        // One more room than the page may have shows whether there is another page.
        var found = await database.ChangedChatroomsAsync(
            token.UserId,
            token.Since,
            FirstId(),
            limit + 1,
            cancellationToken
        );
        var messages = await MessagesOfAsync([.. found.Take(limit)], cancellationToken);
        var (rooms, next) = Cut(found, messages, token.Place?.Until ?? now);
        return new SyncPage(
            await ExitsAsync(cancellationToken),
            await ChangesAsync(rooms, messages, cancellationToken),
            next.ToString(),
            More: next.Place is not null
        );
    }

    private int FirstId() =>
        token.Place switch
        {
            null => 0,
            { Messages: null } place => place.ChatroomId + 1,
            var place => place.ChatroomId,
        };

    /// <summary>
    /// Ends the page where it has enough rooms or messages: in the middle of a room, if need be. Removes the messages after
    /// that.
    /// </summary>
    private (IReadOnlyList<ChangedChatroom> Rooms, SyncToken Next) Cut(
        List<ChangedChatroom> found,
        Dictionary<int, List<ChangedMessage>> messages,
        TransactionSnapshot until
    )
    {
        var left = limit;
        for (var i = 0; i < found.Count; i++)
        {
            var ofRoom = messages.GetValueOrDefault(found[i].Id, []);
            if (i == limit || (ofRoom.Count > 0 && left == 0))
            {
                return (found.Take(i).ToList(), After(found[i - 1].Id, place: null));
            }

            if (ofRoom.Count > left)
            {
                ofRoom.RemoveRange(left, ofRoom.Count - left);
                var place = new SyncMessagePlace(ofRoom[^1].KnownSeq, ofRoom[^1].Seq);
                return (found.Take(i + 1).ToList(), After(found[i].Id, place));
            }

            left -= ofRoom.Count;
        }

        return (found, token with { Since = until, Place = null });

        SyncToken After(int chatroomId, SyncMessagePlace? place) =>
            token with
            {
                Place = new(until, chatroomId, place),
            };
    }

    /// <summary>Exits are on the first page: until a client is told of them, it shows rooms that it may not see.</summary>
    private async Task<IReadOnlyList<MissedExit>> ExitsAsync(CancellationToken cancellationToken) =>
        token is { Since: { } known, Place: null }
            ? await database.ExitsAsync(token.UserId, known, cancellationToken)
            : [];

    /// <summary>By room. One more message than the page may have shows whether the page ends in the room.</summary>
    private async Task<Dictionary<int, List<ChangedMessage>>> MessagesOfAsync(
        IReadOnlyList<ChangedChatroom> rooms,
        CancellationToken cancellationToken
    )
    {
        if (token.Since is not { } known || Changed(rooms) is not { Length: > 0 } ids)
        {
            return [];
        }

        var places = token.Place is { Messages: { } inside } place
            ? new Dictionary<int, SyncMessagePlace> { [place.ChatroomId] = inside }
            : [];
        var found = await database.ChangedMessagesAsync(
            ids,
            places,
            known,
            limit + 1,
            cancellationToken
        );
        return found
            .GroupBy(message => message.ChatroomId)
            .ToDictionary(ofRoom => ofRoom.Key, ofRoom => ofRoom.ToList());
    }

    private async Task<IReadOnlyList<MissedChanges>> ChangesAsync(
        IReadOnlyList<ChangedChatroom> rooms,
        Dictionary<int, List<ChangedMessage>> changed,
        CancellationToken cancellationToken
    )
    {
        var views = await ViewsAsync(rooms, cancellationToken);
        var memberships = await MembershipsAsync(rooms, cancellationToken);
        var messages = await ReadMessagesAsync(
            rooms.SelectMany(room => changed.GetValueOrDefault(room.Id, [])),
            cancellationToken
        );
        var reads = await ReadsAsync(rooms, cancellationToken);
        var unread = await UnreadAsync(rooms, reads, cancellationToken);
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
        IReadOnlyList<ChangedChatroom> rooms,
        CancellationToken cancellationToken
    )
    {
        if (Changed(rooms) is not { Length: > 0 } ids)
        {
            return [];
        }

        var rows = await database
            .RoomsOf(token.UserId)
            .Where(state => ids.Contains(state.Room.Id))
            .WithLastMessages(database)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var views = await database.WithFirstParticipantsAsync(rows, cancellationToken);
        return views.ToDictionary(view => view.Id);
    }

    private async Task<ILookup<int, MissedMembership>> MembershipsAsync(
        IReadOnlyList<ChangedChatroom> rooms,
        CancellationToken cancellationToken
    )
    {
        if (token.Since is not { } known || Changed(rooms) is not { Length: > 0 } ids)
        {
            return NoMemberships;
        }

        var rows = await database.MembershipsAsync(token.UserId, ids, known, cancellationToken);
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

    private async Task<ILookup<int, MissedRead>> ReadsAsync(
        IReadOnlyList<ChangedChatroom> rooms,
        CancellationToken cancellationToken
    )
    {
        int[] ids = [.. rooms.Where(room => room.HasReads).Select(room => room.Id)];
        return token.Since is { } known && ids.Length > 0
            ? (await database.ReadsAsync(ids, known, cancellationToken)).ToLookup(read =>
                read.ChatroomId
            )
            : NoReads;
    }

    /// <summary>The counts of rooms in which only the user's own position has moved.</summary>
    private async Task<Dictionary<int, UnreadCount>> UnreadAsync(
        IReadOnlyList<ChangedChatroom> rooms,
        ILookup<int, MissedRead> reads,
        CancellationToken cancellationToken
    )
    {
        int[] ids =
        [
            .. rooms
                .Select(room => room.Id)
                .Except(Changed(rooms))
                .Where(id => reads[id].Any(read => read.UserId == token.UserId)),
        ];
        return ids.Length == 0
            ? []
            : await database
                .UnreadCounts()
                .Where(count => count.UserId == token.UserId && ids.Contains(count.ChatroomId))
                .ToDictionaryAsync(count => count.ChatroomId, cancellationToken);
    }

    /// <summary>Ids of the rooms that are told themselves.</summary>
    private static int[] Changed(IReadOnlyList<ChangedChatroom> rooms) =>
        [.. rooms.Where(room => room.HasChanged || room.IsNew).Select(room => room.Id)];
}
