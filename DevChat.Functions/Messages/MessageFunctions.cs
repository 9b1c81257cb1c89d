using System.Text.Json;
using DevChat.Domain.Messages;
using DevChat.Domain.Participants;
using DevChat.Functions.Audit;
using DevChat.Functions.Http;
using DevChat.Functions.Json;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Messages;

public sealed class MessageFunctions(
    MessageService messages,
    MessageDeletion deletion,
    HttpBody body,
    PayloadReader payloads,
    RealtimeCalls calls,
    OutcomePublisher publisher,
    CurrentUser caller,
    AuditLog audit,
    MessageMetrics metrics
)
{
    private const string SendTarget = "send-message";

    private static readonly NewMessage SampleMessage = new(
        7,
        "Good morning!",
        Samples.ClientMessageId
    );

    public static readonly Operation ListOperation = new(
        "ListMessages",
        "The messages of a chatroom"
    )
    {
        Description =
            "In ascending order of `seq`: the newest page, or the page before or after a `seq`.",
        Route = [RouteParameter.Id("chatroom")],
        Query = new MessageRange(Before: null, After: 11, Limit: 50),
        Answers =
        [
            Answer.Ok(
                "A page of messages.",
                new MessagePage([Samples.Message], HasMore: false, Samples.Message.Seq)
            ),
        ],
        Refusals = [ParticipantErrors.ChatroomNotFound],
    };

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

    public static readonly Operation SendOperation = new("SendMessage", "Send a message")
    {
        Description =
            "A message with a `client_message_id` may be sent again at any time and any number of times. Every response returns the same message.",
        Body = SampleMessage,
        Answers =
        [
            Answer.Created("The message is sent.", Samples.Message),
            Answer.Ok("The message was already sent.", Samples.Message),
        ],
        Refusals = [ParticipantErrors.ChatroomNotFound, MessageErrors.ClientMessageIdReused],
    };

    [Function("SendMessage")]
    [RateLimit(Policy.Send)]
    public async Task<IActionResult> Send(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "messages")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var message = await body.ReadAsync<NewMessage>(request, cancellationToken);
        var outcome = await SendAsync(message, Transport.Rest, cancellationToken);
        await publisher.PublishAsync(outcome, cancellationToken);
        var (sent, _, turn) = outcome.Reply;
        return turn is null ? Answers.Ok(sent) : Answers.Created(sent);
    }

    public static readonly RealtimeCall SendCall = new(SendTarget, SampleMessage, Samples.Message)
    {
        Description =
            "The same as `POST /api/messages`. A message with a `client_message_id` may be sent again, over REST or realtime. Parallel calls have no defined order. A client that needs an order waits for each reply before the next call.",
        Refusals = [ParticipantErrors.ChatroomNotFound, MessageErrors.ClientMessageIdReused],
    };

    [Function("RealtimeSendMessage")]
    [RateLimit(Policy.Send)]
    public Task<JsonElement?> SendOverRealtime(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", SendTarget)]
            SignalRInvocationContext invocation,
        FunctionContext context
    ) =>
        calls.AnswerAsync<NewMessage, MessageView>(
            invocation,
            context,
            async message =>
            {
                var outcome = await SendAsync(
                    message,
                    Transport.Realtime,
                    context.CancellationToken
                );
                return outcome.With(outcome.Reply.Message);
            }
        );

    public static readonly Operation DeleteOperation = new("DeleteMessage", "Delete a message")
    {
        Description =
            "Only the sender may do this. The content is deleted, and the message keeps its `seq`. Deleting it again changes nothing.",
        Route = [RouteParameter.Id("message")],
        Answers = [Answer.NoContent("The content is deleted.")],
        Refusals = [MessageErrors.NotSender, MessageErrors.NotFound],
    };

    [Function("DeleteMessage")]
    public async Task<HttpOutputs> Delete(
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
        return publisher.ToHttp(
            Answers.NoContent(),
            new() { Events = [MessageEvents.Deleted(deleted)], RecountOf = deleted.ChatroomId }
        );
    }

    /// <summary>A retry sends no event.</summary>
    private async Task<Outcome<SentMessage>> SendAsync(
        NewMessage message,
        Transport transport,
        CancellationToken cancellationToken
    )
    {
        var sent = await messages.SendAsync(caller.Id, message, cancellationToken);
        return sent.Turn is { } turn
            ? new(sent)
            {
                Turn = turn,
                Events = [MessageEvents.New(sent.Message, sent.Revision)],
                RecountOf = sent.Message.ChatroomId,
                OnHandedOver = () => metrics.Sent(sent.Message, transport),
            }
            : new(sent);
    }
}
