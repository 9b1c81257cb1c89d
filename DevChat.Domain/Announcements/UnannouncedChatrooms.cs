using DevChat.Domain.Data;
using DevChat.Domain.Messages;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Announcements;

/// <summary>
/// Finds what a crash between commit and announcement swallowed: rooms whose announced_seq lags behind, or whose recount is
/// due, for longer than an announcement takes. Two partial indexes hold just these rooms.
/// </summary>
public sealed class UnannouncedChatrooms(ChatDbContext database, TimeProvider clock)
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private const int RoomsAtOnce = 100;

    /// <summary>More than that, and clients fetch the rest when they see the hole.</summary>
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
        var overdue = new List<UnannouncedChatroom>();
        foreach (var room in rooms)
        {
            overdue.Add(
                new UnannouncedChatroom(
                    room.Id,
                    room.Revision,
                    await SwallowedAsync(room.Id, room.AnnouncedSeq, cancellationToken)
                )
            );
        }
        return overdue;
    }

    private async Task<IReadOnlyList<MessageView>> SwallowedAsync(
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

/// <summary>A room of which something was not announced in time.</summary>
/// <param name="Revision">Of the room, when this was found.</param>
/// <param name="Swallowed">Its newest messages that nobody may have heard of, ascending by seq.</param>
public sealed record UnannouncedChatroom(
    int ChatroomId,
    long Revision,
    IReadOnlyList<MessageView> Swallowed
);
