using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>What the creator of a room may do with it.</summary>
public sealed class ChatroomEditing(
    ChatDbContext database,
    ChatroomService chatrooms,
    TimeProvider clock
)
{
    /// <summary><see cref="ChatroomErrors.NotFound"/>, <see cref="ChatroomErrors.DirectRoom"/>, <see cref="ChatroomErrors.NotCreator"/>.</summary>
    public async Task<RenamedChatroom> RenameAsync(
        int userId,
        int chatroomId,
        ChatroomName name,
        CancellationToken cancellationToken
    )
    {
        var room = await database.FindRoomAsync(userId, chatroomId, cancellationToken);
        room.RequireGroup();
        room.RequireCreator(userId);
        await database
            .Chatrooms.Where(stored => stored.Id == chatroomId)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(stored => stored.Name, name.Name)
                        .SetProperty(stored => stored.UpdatedAt, clock.GetUtcNow()),
                cancellationToken
            );
        return new RenamedChatroom(
            await chatrooms.GetAsync(userId, chatroomId, cancellationToken),
            await database.SeenByAsync(chatroomId, only: null, cancellationToken)
        );
    }

    /// <summary>
    /// Deletes the room with all its messages. Returns who was in it. <see cref="ChatroomErrors.NotFound"/>,
    /// <see cref="ChatroomErrors.NotCreator"/>.
    /// </summary>
    public async Task<IReadOnlyList<int>> DeleteAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        var room = await database.FindRoomAsync(userId, chatroomId, cancellationToken);
        room.RequireCreator(userId);
        var participantIds = await database.ParticipantIdsAsync(chatroomId, cancellationToken);
        await database
            .Chatrooms.Where(stored => stored.Id == chatroomId)
            .ExecuteDeleteAsync(cancellationToken);
        return participantIds;
    }
}
