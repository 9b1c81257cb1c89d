using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Participants;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Messages;

/// <summary>Deletes messages. A deleted message has no content, but keeps its <c>seq</c>.</summary>
public sealed class MessageDeletion(ChatDbContext database, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="MessageErrors.NotFound"/> or <see cref="MessageErrors.NotSender"/>. Deleting a deleted message
    /// changes nothing.
    /// </summary>
    public async Task<DeletedMessage> DeleteAsync(
        int userId,
        long messageId,
        CancellationToken cancellationToken
    )
    {
        var chatroomId =
            await FindRoomAsync(messageId, cancellationToken)
            ?? throw new RefusedException(MessageErrors.NotFound);
        return await database.ChangeChatroomAsync(
            userId,
            chatroomId,
            MessageErrors.NotFound,
            room => DeleteAsync(userId, room, messageId, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Needs no lock, because a message never moves to another room.</summary>
    private Task<int?> FindRoomAsync(long messageId, CancellationToken cancellationToken) =>
        database
            .Messages.Where(message => message.Id == messageId)
            .Select(message => (int?)message.ChatroomId)
            .SingleOrDefaultAsync(cancellationToken);

    private async Task<DeletedMessage> DeleteAsync(
        int userId,
        Chatroom room,
        long messageId,
        CancellationToken cancellationToken
    )
    {
        var message = await database
            .Messages.AsNoTracking()
            .SingleAsync(message => message.Id == messageId, cancellationToken);
        if (message.SenderId != userId)
        {
            throw new RefusedException(MessageErrors.NotSender);
        }

        var isNew = message.DeletedAt is null;
        if (isNew)
        {
            await EraseAsync(messageId, cancellationToken);
        }

        var revision = isNew ? room.Revision + 1 : room.Revision;
        return new DeletedMessage(room.Id, messageId, message.Seq, revision, isNew);
    }

    /// <summary>Deletes the content, and marks the room as due for an unread recount in the same statement.</summary>
    private async Task EraseAsync(long messageId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await database.ExecuteAsync(
            $"""
            WITH erased AS (
                UPDATE messages SET content = NULL, deleted_at = {now} WHERE id = {messageId}
                RETURNING chatroom_id
            )
            UPDATE chatrooms SET revision = revision + 1, recount_due_since = coalesce(recount_due_since, {now})
              FROM erased WHERE id = erased.chatroom_id
            """,
            cancellationToken
        );
    }
}

/// <param name="Revision">Revision of the room after the deletion.</param>
/// <param name="IsNew">False if the message was already deleted.</param>
public sealed record DeletedMessage(int ChatroomId, long Id, long Seq, long Revision, bool IsNew);
