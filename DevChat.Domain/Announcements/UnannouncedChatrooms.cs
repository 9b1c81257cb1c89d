using DevChat.Domain.Data;
using DevChat.Domain.Messages;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Announcements;

/// <summary>
/// Finds rooms with changes that a crash kept from being announced: their announced_seq lags behind, or their recount is due,
/// for longer than an announcement takes. Two partial indexes hold just these rooms.
/// </summary>
public sealed class UnannouncedChatrooms(ChatDbContext database, TimeProvider clock)
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private const int RoomsAtOnce = 100;

    /// <summary>Of more messages, the newest are announced: clients see the gap in seq and fetch the rest.</summary>
    private const int MessagesPerRoom = 50;

    public async Task<IReadOnlyList<UnannouncedChatroom>> FindAsync(
        CancellationToken cancellationToken
    )
    {
        var before = clock.GetUtcNow() - Grace;
        var lagging = database.Chatrooms.Where(room =>
            room.AnnouncedSeq < room.LastSeq && room.UpdatedAt < before
        );
        var due = database.Chatrooms.Where(room => room.RecountDueSince < before);
        var rooms = await lagging
            .Union(due)
            .OrderBy(room => room.Id)
            .Take(RoomsAtOnce)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var unannounced = new List<UnannouncedChatroom>();
        foreach (var room in rooms)
        {
            unannounced.Add(
                new UnannouncedChatroom(
                    room.Id,
                    room.Revision,
                    await UnannouncedAsync(room.Id, room.AnnouncedSeq, cancellationToken)
                )
            );
        }

        return unannounced;
    }

    private async Task<IReadOnlyList<MessageView>> UnannouncedAsync(
        int chatroomId,
        long announcedSeq,
        CancellationToken cancellationToken
    )
    {
        var newest = await database
            .MessageViews()
            .Where(message => message.ChatroomId == chatroomId && message.Seq > announcedSeq)
            .OrderByDescending(message => message.Seq)
            .Take(MessagesPerRoom)
            .ToListAsync(cancellationToken);
        newest.Reverse();
        return newest;
    }
}

/// <summary>A room with a change that was not announced in time.</summary>
/// <param name="Revision">Of the room, when it was found.</param>
/// <param name="Messages">Its newest unannounced messages, ascending by seq.</param>
public sealed record UnannouncedChatroom(
    int ChatroomId,
    long Revision,
    IReadOnlyList<MessageView> Messages
);
