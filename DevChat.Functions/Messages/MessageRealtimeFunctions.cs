using System.Text.Json;
using DevChat.Domain.Messages;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;
using DevChat.Functions.Unread;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Messages;

public sealed class MessageRealtimeFunctions(
    RealtimeCalls calls,
    MessageService messages,
    RecountRequests recounts,
    CurrentUser caller,
    IRealtimeGateway realtime,
    MessageMetrics metrics
)
{
    [Function("RealtimeSendMessage")]
    public Task<JsonElement?> Send(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", CallCatalogue.SendMessage)]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    ) =>
        calls.AnswerAsync<NewMessage, MessageView>(
            invocation,
            async message =>
            {
                var sent = await messages.SendAsync(caller.Id, message, cancellationToken);
                if (sent.IsNew)
                {
                    await realtime.SendAsync(
                        [MessageEvents.New(sent.Message, sent.Revision)],
                        cancellationToken
                    );
                    metrics.Sent(sent.Message, Transport.Realtime);
                    await recounts.EnqueueAsync(sent.Message.ChatroomId, cancellationToken);
                }
                return sent.Message;
            },
            cancellationToken
        );
}
