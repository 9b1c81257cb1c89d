using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>Rooms in the form of lists and events: with their first few participants.</summary>
internal static class ChatroomViews
{
    private const int ParticipantsShown = 5;

    public static async Task<IReadOnlyList<ChatroomView>> WithFirstParticipantsAsync(
        this ChatDbContext database,
        IReadOnlyCollection<ChatroomRow> rows,
        CancellationToken cancellationToken
    )
    {
        int[] ids = [.. rows.Select(row => row.Room.Id).Distinct()];
        var participants = await database.FirstParticipantsAsync(
            ids,
            ParticipantsShown,
            cancellationToken
        );
        return [.. rows.Select(row => row.ToView(participants[row.Room.Id]))];
    }

    /// <summary>
    /// The room from the view of each participant, or of the participants in <paramref name="only"/>. Needs two
    /// statements, independent of their number.
    /// </summary>
    public static async Task<IReadOnlyList<ChatroomForUser>> SeenByAsync(
        this ChatDbContext database,
        int chatroomId,
        IReadOnlyCollection<int>? only,
        CancellationToken cancellationToken
    )
    {
        var rows = await database
            .Rooms()
            .Where(state =>
                state.Room.Id == chatroomId && (only == null || only.Contains(state.UserId))
            )
            .WithLastMessages(database)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var views = await database.WithFirstParticipantsAsync(rows, cancellationToken);
        return [.. rows.Zip(views, (row, view) => new ChatroomForUser(row.State.UserId, view))];
    }
}
