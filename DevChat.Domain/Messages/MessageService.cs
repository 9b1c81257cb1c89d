using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Paging;
using DevChat.Domain.Participants;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Messages;

/// <summary>
/// Sends and reads messages. A user who is not a participant of a room gets the same error as for a room that does not
/// exist.
/// </summary>
public sealed class MessageService(ChatDbContext database, SendScheduler sends)
{
    /// <summary>
    /// A retry may find that the earlier message was deleted with its room before it could be read. Then the send is
    /// tried again; more than once is very unlikely.
    /// </summary>
    private const int MaxAttempts = 10;

    /// <summary>
    /// Sends a message. A retry with the same <c>client_message_id</c> returns the same message. Throws
    /// <see cref="ParticipantErrors.ChatroomNotFound"/> or <see cref="MessageErrors.ClientMessageIdReused"/>.
    /// </summary>
    public async Task<SentMessage> SendAsync(
        int senderId,
        NewMessage message,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await TrySendAsync(senderId, message, cancellationToken) is { } sent)
            {
                return sent;
            }
        }

        throw new RefusedException(StoreErrors.Contended);
    }

    /// <summary>A page of messages. Throws <see cref="ParticipantErrors.ChatroomNotFound"/>.</summary>
    public async Task<MessagePage> ListAsync(
        int userId,
        int chatroomId,
        MessageRange range,
        CancellationToken cancellationToken
    )
    {
        var lastSeq =
            await database.FindLastSeqAsync(userId, chatroomId, cancellationToken)
            ?? throw new RefusedException(ParticipantErrors.ChatroomNotFound);
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

    /// <summary>Null if an earlier message with this id was deleted with its room before it could be read.</summary>
    private async Task<SentMessage?> TrySendAsync(
        int senderId,
        NewMessage message,
        CancellationToken cancellationToken
    )
    {
        var result = await sends.SendAsync(senderId, message, cancellationToken);
        if (result is SendResult.Inserted inserted)
        {
            return new SentMessage(inserted.Message, inserted.Revision, inserted.Turn);
        }

        var earlier = await FindSentAsync(senderId, message, cancellationToken);
        if (result is SendResult.Repeated)
        {
            return earlier is null ? null : Same(earlier, message);
        }

        // The sender may have sent the message before leaving the room. Then a retry returns it.
        return earlier is not null && earlier.ChatroomId == message.ChatroomId
            ? Same(earlier, message)
            : throw new RefusedException(ParticipantErrors.ChatroomNotFound);
    }

    private async Task<MessageView?> FindSentAsync(
        int senderId,
        NewMessage message,
        CancellationToken cancellationToken
    ) =>
        message.ClientMessageId is { } clientMessageId
            ? await database
                .MessageViews()
                .SingleOrDefaultAsync(
                    earlier =>
                        earlier.SenderId == senderId && earlier.ClientMessageId == clientMessageId,
                    cancellationToken
                )
            : null;

    private static SentMessage Same(MessageView earlier, NewMessage message)
    {
        var isSame =
            earlier.ChatroomId == message.ChatroomId
            && (earlier.DeletedAt is not null || earlier.Content == message.Content);
        return isSame
            ? SentMessage.Before(earlier)
            : throw new RefusedException(MessageErrors.ClientMessageIdReused);
    }
}
