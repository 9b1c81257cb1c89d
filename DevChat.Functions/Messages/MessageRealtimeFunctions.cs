using System.Text.Json;
using DevChat.Domain.Messages;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Messages;

public sealed class MessageRealtimeFunctions(
    RealtimeCalls calls,
    MessageService messages,
    CurrentUser caller,
    IRealtimeGateway realtime
)
{
    [Function("RealtimeSendMessage")]
    public Task<JsonElement?> Send(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", "send-message")]
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
                    await realtime.SendAsync([MessageEvents.New(sent.Message)], cancellationToken);
                }
                return sent.Message;
            },
            cancellationToken
        );
}
