using DevChat.Domain.Messages;
using DevChat.Domain.Participants;
using DevChat.Functions.Audit;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;
using DevChat.Functions.Unread;
using DevChat.Functions.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Messages;

public sealed class MessageFunctions(
    MessageService messages,
    MessageDeletion deletion,
    RecountRequests recounts,
    HttpBody body,
    PayloadReader payloads,
    CurrentUser caller,
    AuditLog audit,
    MessageMetrics metrics
)
{
    [Function("ListMessages")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "messages/{chatroomId}")]
            HttpRequest request,
        string chatroomId,
        CancellationToken cancellationToken
    )
    {
        var id = chatroomId.AsIdOr(ParticipantErrors.ChatroomNotFound);
        var range = payloads.Valid(
            new MessageRange(
                request.Number<long>("before"),
                request.Number<long>("after"),
                request.Number<int>("limit")
            )
        );
        return Answers.Ok(await messages.ListAsync(caller.Id, id, range, cancellationToken));
    }

    /// <summary>A retry sends no event.</summary>
    [Function("SendMessage")]
    public async Task<Announced> Send(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "messages")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var message = await body.ReadAsync<NewMessage>(request, cancellationToken);
        var sent = await messages.SendAsync(caller.Id, message, cancellationToken);
        if (!sent.IsNew)
        {
            return new(Answers.Ok(sent.Message));
        }
        var recount = await recounts.ForAsync(sent.Message.ChatroomId);
        metrics.Sent(sent.Message, Transport.Rest);
        return new(
            Answers.Created(sent.Message),
            [MessageEvents.New(sent.Message, sent.Revision)],
            recount
        );
    }

    [Function("DeleteMessage")]
    public async Task<Announced> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "messages/{id}")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var messageId = id.AsIdOr<long>(MessageErrors.NotFound);
        var deleted = await deletion.DeleteAsync(caller.Id, messageId, cancellationToken);
        if (!deleted.IsNew)
        {
            return new(Answers.NoContent());
        }
        audit.MessageDeleted(deleted.ChatroomId, deleted.Id);
        return new(
            Answers.NoContent(),
            [MessageEvents.Deleted(deleted)],
            await recounts.ForAsync(deleted.ChatroomId)
        );
    }
}
