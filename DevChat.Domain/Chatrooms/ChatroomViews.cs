using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>Rooms in the form in which they stand in lists and events: with their first few participants.</summary>
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

    /// <summary>The room as its participants see it, or as those of <paramref name="only"/>. Two statements, however many they are.</summary>
    public static async Task<IReadOnlyList<SeenChatroom>> SeenByAsync(
        this ChatDbContext database,
        int chatroomId,
        IReadOnlyCollection<int>? only,
        CancellationToken cancellationToken
    )
    {
        var rows = await database
            .Rooms()
            .Where(row => row.Room.Id == chatroomId && (only == null || only.Contains(row.UserId)))
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var views = await database.WithFirstParticipantsAsync(rows, cancellationToken);
        return [.. rows.Zip(views, (row, view) => new SeenChatroom(row.UserId, view))];
    }
}
