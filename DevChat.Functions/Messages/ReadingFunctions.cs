using System.Text.Json;
using DevChat.Domain.Participants;
using DevChat.Domain.ReadState;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Messages;

public sealed class ReadingFunctions(
    ReadStateService reading,
    HttpBody body,
    CurrentUser caller,
    RealtimeCalls calls,
    IRealtimeGateway realtime
)
{
    [Function("MarkRead")]
    public async Task<Announced> Mark(
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
        var read = await reading.MarkAsync(caller.Id, id, position, cancellationToken);
        return new(Answers.Ok(read.Receipt), ReadingAnnouncements.Of(read));
    }

    [Function("RealtimeMarkRead")]
    public Task<JsonElement?> MarkOverRealtime(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", CallCatalogue.MarkRead)]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    ) =>
        calls.AnswerAsync<ReadUpTo, ReadReceipt>(
            invocation,
            async upTo =>
            {
                var read = await reading.MarkAsync(
                    caller.Id,
                    upTo.ChatroomId!.Value,
                    new ReadPosition(upTo.Seq),
                    cancellationToken
                );
                await realtime.SendAsync(ReadingAnnouncements.Of(read), cancellationToken);
                return read.Receipt;
            },
            cancellationToken
        );
}
