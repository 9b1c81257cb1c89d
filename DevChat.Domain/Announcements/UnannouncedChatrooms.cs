using DevChat.Domain.Data;
using DevChat.Domain.Messages;
using DevChat.Domain.Participants;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Announcements;

/// <summary>
/// Finds rooms with changes that were not announced because of a crash: an unread recount is due for longer than an
/// announcement takes. A partial index contains only the rooms with a recount that is due.
/// </summary>
public sealed class UnannouncedChatrooms(ChatDbContext database, TimeProvider clock)
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private const int MaxRooms = 100;

    /// <summary>
    /// If there are more messages, only the newest are announced. Clients see the gap in <c>seq</c> and fetch the rest.
    /// </summary>
    private const int MessagesPerRoom = 50;

    public async Task<IReadOnlyList<UnannouncedChatroom>> FindAsync(
        CancellationToken cancellationToken
    )
    {
        var before = clock.GetUtcNow() - Grace;
        var rooms = await database
            .Chatrooms.Where(room => room.RecountDueSince < before)
            .OrderBy(room => room.RecountDueSince)
            .Take(MaxRooms)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var unannounced = new List<UnannouncedChatroom>();
        foreach (var room in rooms)
        {
            unannounced.Add(
                new UnannouncedChatroom(
                    room.Id,
                    room.Revision,
                    await UnannouncedAsync(room, before, cancellationToken)
                )
            );
        }

        return unannounced;
    }

    private async Task<IReadOnlyList<MessageView>> UnannouncedAsync(
        Chatroom room,
        DateTimeOffset before,
        CancellationToken cancellationToken
    )
    {
        var newest = await database
            .MessageViews()
            .Where(message =>
                message.ChatroomId == room.Id
                && message.Seq > room.AnnouncedSeq
                && message.CreatedAt < before
            )
            .OrderByDescending(message => message.Seq)
            .Take(MessagesPerRoom)
            .ToListAsync(cancellationToken);
        newest.Reverse();
        return newest;
    }
}

/// <summary>A room with a change that was not announced in time.</summary>
/// <param name="Revision">Revision of the room when it was found.</param>
/// <param name="Messages">The newest unannounced messages, in ascending order of seq.</param>
public sealed record UnannouncedChatroom(
    int ChatroomId,
    long Revision,
    IReadOnlyList<MessageView> Messages
);
