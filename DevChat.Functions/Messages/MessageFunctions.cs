using DevChat.Domain.Chatrooms;
using DevChat.Domain.Messages;
using DevChat.Functions.Http;
using DevChat.Functions.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Messages;

public sealed class MessageFunctions(
    MessageService messages,
    HttpBody body,
    PayloadReader payloads,
    CurrentUser caller
)
{
    [Function("ListMessages")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "messages/{chatroomId}")]
            HttpRequest request,
        string chatroomId,
        CancellationToken cancellationToken
    )
    {
        var id = chatroomId.AsIdOr(ChatroomErrors.NotFound);
        var range = payloads.Valid(
            new MessageRange(
                request.Number<long>("before"),
                request.Number<long>("after"),
                request.Number<int>("limit")
            )
        );
        return Answers.Ok(await messages.ListAsync(caller.Id, id, range, cancellationToken));
    }

    [Function("SendMessage")]
    public async Task<MessageSent> Send(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "messages")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var message = await body.ReadAsync<NewMessage>(request, cancellationToken);
        return MessageSent.From(await messages.SendAsync(caller.Id, message, cancellationToken));
    }
}
