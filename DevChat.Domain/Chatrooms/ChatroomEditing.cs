using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>What the creator of a room may do with it.</summary>
public sealed class ChatroomEditing(
    ChatDbContext database,
    ChatroomService chatrooms,
    ParticipantNames names,
    TimeProvider clock
)
{
    /// <summary><see cref="ChatroomErrors.NotFound"/>, <see cref="ChatroomErrors.DirectRoom"/>, <see cref="ChatroomErrors.NotCreator"/>.</summary>
    public Task<RenamedChatroom> RenameAsync(
        int userId,
        int chatroomId,
        ChatroomName name,
        CancellationToken cancellationToken
    ) =>
        database.ChangeRoomAsync(
            userId,
            chatroomId,
            ChatroomErrors.NotFound,
            async room =>
            {
                room.RequireGroup();
                room.RequireCreator(userId);
                await SetNameAsync(room, name.Name!, cancellationToken);
                return new RenamedChatroom(
                    await chatrooms.GetAsync(userId, chatroomId, cancellationToken),
                    await database.SeenByAsync(chatroomId, only: null, cancellationToken)
                );
            },
            cancellationToken
        );

    /// <summary>
    /// Deletes the room with all its messages. <see cref="ChatroomErrors.NotFound"/>,
    /// <see cref="ChatroomErrors.NotCreator"/>.
    /// </summary>
    public async Task<DeletedChatroom> DeleteAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        var deleted = await database.ChangeRoomAsync(
            userId,
            chatroomId,
            ChatroomErrors.NotFound,
            async room =>
            {
                room.RequireCreator(userId);
                return await DeleteAsync(room, cancellationToken);
            },
            cancellationToken
        );
        await names.ForgetAsync(chatroomId, deleted.ParticipantIds);
        return deleted;
    }

    private async Task SetNameAsync(
        Chatroom room,
        string name,
        CancellationToken cancellationToken
    ) =>
        await database
            .Chatrooms.Where(stored => stored.Id == room.Id)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(stored => stored.Name, name)
                        .SetProperty(stored => stored.UpdatedAt, clock.GetUtcNow())
                        .SetProperty(stored => stored.Revision, stored => stored.Revision + 1),
                cancellationToken
            );

    private async Task<DeletedChatroom> DeleteAsync(
        Chatroom room,
        CancellationToken cancellationToken
    )
    {
        var participantIds = await database.ParticipantIdsAsync(room.Id, cancellationToken);
        await database
            .Chatrooms.Where(stored => stored.Id == room.Id)
            .ExecuteDeleteAsync(cancellationToken);
        return new DeletedChatroom(participantIds, room.Revision + 1);
    }
}
