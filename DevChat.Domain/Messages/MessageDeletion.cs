using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Messages;

/// <summary>A deleted message loses its content and keeps its place.</summary>
public sealed class MessageDeletion(ChatDbContext database, TimeProvider clock)
{
    /// <summary><see cref="MessageErrors.NotFound"/>, <see cref="MessageErrors.NotSender"/>. Deleting again changes nothing.</summary>
    public async Task<DeletedMessage> DeleteAsync(
        int userId,
        long messageId,
        CancellationToken cancellationToken
    )
    {
        var message = await FindAsync(userId, messageId, cancellationToken);
        if (message.SenderId != userId)
        {
            throw new RefusedException(MessageErrors.NotSender);
        }
        return new DeletedMessage(
            message.ChatroomId,
            messageId,
            message.Seq,
            await EraseAsync(messageId, cancellationToken)
        );
    }

    private async Task<Message> FindAsync(
        int userId,
        long messageId,
        CancellationToken cancellationToken
    ) =>
        await database
            .Messages.AsNoTracking()
            .SingleOrDefaultAsync(
                message =>
                    message.Id == messageId
                    && database.Participants.Any(reader =>
                        reader.ChatroomId == message.ChatroomId && reader.UserId == userId
                    ),
                cancellationToken
            )
        ?? throw new RefusedException(MessageErrors.NotFound);

    /// <summary>Whether there was something to erase. The room is due for a recount of what is unread from the same moment.</summary>
    private async Task<bool> EraseAsync(long messageId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var erased = await database.Database.ExecuteSqlAsync(
            $"""
            WITH erased AS (
                UPDATE messages SET content = NULL, deleted_at = {now} WHERE id = {messageId} AND deleted_at IS NULL
                RETURNING chatroom_id
            )
            UPDATE chatrooms SET recount_due_since = coalesce(recount_due_since, {now}) FROM erased WHERE id = erased.chatroom_id
            """,
            cancellationToken
        );
        return erased > 0;
    }
}
