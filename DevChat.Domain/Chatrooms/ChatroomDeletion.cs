using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

internal static class ChatroomDeletion
{
    /// <summary>All messages of the room are deleted in the same statement, which takes its time in a large room.</summary>
    private static readonly TimeSpan LongestDeletion = TimeSpan.FromSeconds(30);

    /// <summary>Deletes the room with its participants and messages. Deleting it again changes nothing.</summary>
    public static async Task DeleteChatroomAsync(
        this ChatDbContext database,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        var usual = database.Database.GetCommandTimeout();
        database.Database.SetCommandTimeout(LongestDeletion);
        await database
            .Chatrooms.Where(room => room.Id == chatroomId)
            .ExecuteDeleteAsync(cancellationToken);
        database.Database.SetCommandTimeout(usual);
    }
}
