using DevChat.Domain.Data;
using DevChat.Domain.Participants;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

internal static class ChatroomDeletion
{
    /// <summary>All messages of the room are deleted in the same statement, which takes its time in a large room.</summary>
    private static readonly TimeSpan LongestDeletion = TimeSpan.FromSeconds(30);

    /// <summary>Deletes the room with its participants and messages. Deleting it again changes nothing.</summary>
    public static async Task DeleteChatroomAsync(
        this ChatDbContext database,
        Chatroom room,
        CancellationToken cancellationToken
    )
    {
        var usual = database.Database.GetCommandTimeout();
        database.Database.SetCommandTimeout(LongestDeletion);
        try
        {
            await database
                .Chatrooms.Where(stored => stored.Id == room.Id)
                .ExecuteDeleteAsync(cancellationToken);
        }
        finally
        {
            database.Database.SetCommandTimeout(usual);
        }
    }
}
