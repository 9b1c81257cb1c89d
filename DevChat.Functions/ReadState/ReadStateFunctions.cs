using System.Text.Json;
using DevChat.Domain.Participants;
using DevChat.Domain.ReadState;
using DevChat.Domain.Text;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;
using DevChat.Functions.Requests;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.ReadState;

/// <summary>The argument of <c>mark-read</c>. Without <c>seq</c>, all messages up to the newest one are read.</summary>
public sealed record ReadUpTo(int? ChatroomId, long? Seq);

public sealed class ReadUpToRules : AbstractValidator<ReadUpTo>
{
    public ReadUpToRules()
    {
        RuleFor(upTo => upTo.ChatroomId).IsRequired();
        RuleFor(upTo => upTo.Seq).GreaterThanOrEqualTo(0).WithMessage("must not be negative");
    }
}

public sealed class ReadStateFunctions(
    ReadStateService readStates,
    ReadStatePublisher publisher,
    HttpBody body,
    CurrentUser caller,
    RealtimeCalls calls
)
{
    private const string MarkReadTarget = "mark-read";

    public static readonly Operation MarkOperation = new("MarkRead", "Mark as read")
    {
        Description =
            "Marks all messages up to `seq` as read, or up to the newest message. `last_read_seq` never decreases.",
        Route = [RouteParameter.Id("chatroom")],
        Body = new ReadPosition(12),
        IsBodyOptional = true,
        Answers =
        [
            Answer.Ok(
                "The new read state of the caller.",
                new ReadReceipt(7, UnreadCount: 0, LastSeq: 12, LastReadSeq: 12, Revision: 15)
            ),
        ],
        Refusals = [ParticipantErrors.ChatroomNotFound],
    };

    [Function("MarkRead")]
    public async Task<IActionResult> Mark(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "messages/{chatroomId}/read")]
            HttpRequest request,
        string chatroomId,
        CancellationToken cancellationToken
    )
    {
        var id = chatroomId.AsIdOr(ParticipantErrors.ChatroomNotFound);
        var position =
            await body.ReadOptionalAsync<ReadPosition>(request, cancellationToken)
            ?? new ReadPosition(Seq: null);
        return Answers.Ok(await MarkAsync(id, position, cancellationToken));
    }

    public static readonly RealtimeCall MarkCall = new(
        MarkReadTarget,
        new ReadUpTo(7, 12),
        new ReadReceipt(7, UnreadCount: 0, LastSeq: 12, LastReadSeq: 12, Revision: 15)
    )
    {
        Description =
            "The same as `PUT /api/messages/{chatroomId}/read`. `last_read_seq` never decreases.",
        Refusals = [ParticipantErrors.ChatroomNotFound],
    };

    [Function("RealtimeMarkRead")]
    public Task<JsonElement?> MarkOverRealtime(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", MarkReadTarget)]
            SignalRInvocationContext invocation,
        FunctionContext context
    ) =>
        calls.AnswerAsync<ReadUpTo, ReadReceipt>(
            invocation,
            context,
            async upTo =>
                new(
                    await MarkAsync(
                        upTo.ChatroomId!.Value,
                        new ReadPosition(upTo.Seq),
                        context.CancellationToken
                    )
                )
        );

    private async Task<ReadReceipt> MarkAsync(
        int chatroomId,
        ReadPosition position,
        CancellationToken cancellationToken
    )
    {
        var read = await readStates.MarkAsync(caller.Id, chatroomId, position, cancellationToken);
        if (read.HasMoved)
        {
            await publisher.PublishReadAsync(read.Unread);
        }

        return read.Receipt;
    }
}
