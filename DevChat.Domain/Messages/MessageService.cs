using DevChat.Domain.Chatrooms;
using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Paging;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DevChat.Domain.Messages;

/// <summary>Sending and reading messages. A room that the caller is not in does not exist.</summary>
public sealed class MessageService(
    ChatDbContext database,
    NpgsqlDataSource dataSource,
    TimeProvider clock
)
{
    /// <summary>
    /// Sends a message; a retry with the same <c>client_message_id</c> leads to the same message.
    /// <see cref="ChatroomErrors.NotFound"/>, <see cref="MessageErrors.ClientMessageIdReused"/>.
    /// </summary>
    public async Task<SentMessage> SendAsync(
        int senderId,
        NewMessage message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var inserted = await new MessageInsert(dataSource, clock).ExecuteAsync(
                senderId,
                message,
                cancellationToken
            );
            return inserted is null
                ? await FindSentBeforeLeavingAsync(senderId, message, cancellationToken)
                : new SentMessage(inserted, IsNew: true);
        }
        catch (PostgresException exception)
            when (exception.Violates(Constraints.UniqueClientMessageId))
        {
            return await FindSentAsync(senderId, message, cancellationToken);
        }
    }

    /// <summary>A page of the room. <see cref="ChatroomErrors.NotFound"/>.</summary>
    public async Task<MessagePage> ListAsync(
        int userId,
        int chatroomId,
        MessageRange range,
        CancellationToken cancellationToken
    )
    {
        var lastSeq =
            await database.FindLastSeqAsync(userId, chatroomId, cancellationToken)
            ?? throw new RefusedException(ChatroomErrors.NotFound);
        var limit = range.Limit ?? PageLimit.Default;
        var messages = await Select(chatroomId, lastSeq, range)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        var page = messages.Take(limit).OrderBy(message => message.Seq).ToList();
        return new MessagePage(page, HasMore: messages.Count > limit, lastSeq);
    }

    private IQueryable<MessageView> Select(int chatroomId, long lastSeq, MessageRange range)
    {
        var ofRoom = database
            .MessageViews()
            .Where(message => message.ChatroomId == chatroomId && message.Seq <= lastSeq);
        return range switch
        {
            { After: { } after } => ofRoom
                .Where(message => message.Seq > after)
                .OrderBy(message => message.Seq),
            { Before: { } before } => ofRoom
                .Where(message => message.Seq < before)
                .OrderByDescending(message => message.Seq),
            _ => ofRoom.OrderByDescending(message => message.Seq),
        };
    }

    private async Task<SentMessage> FindSentAsync(
        int senderId,
        NewMessage message,
        CancellationToken cancellationToken
    )
    {
        var earlier = await OfClientId(senderId, message).SingleAsync(cancellationToken);
        var isSame =
            earlier.ChatroomId == message.ChatroomId
            && (earlier.DeletedAt is not null || earlier.Content == message.Content);
        return isSame
            ? new SentMessage(earlier, IsNew: false)
            : throw new RefusedException(MessageErrors.ClientMessageIdReused);
    }

    /// <summary>The room is closed to the sender, but what was sent into it before stays sent, and a retry is told so.</summary>
    private async Task<SentMessage> FindSentBeforeLeavingAsync(
        int senderId,
        NewMessage message,
        CancellationToken cancellationToken
    )
    {
        var wasSent =
            message.ClientMessageId is not null
            && await OfClientId(senderId, message)
                .AnyAsync(earlier => earlier.ChatroomId == message.ChatroomId, cancellationToken);
        return wasSent
            ? await FindSentAsync(senderId, message, cancellationToken)
            : throw new RefusedException(ChatroomErrors.NotFound);
    }

    private IQueryable<MessageView> OfClientId(int senderId, NewMessage message) =>
        database
            .MessageViews()
            .Where(earlier =>
                earlier.SenderId == senderId && earlier.ClientMessageId == message.ClientMessageId
            );
}
