using System.Text.Json;
using DevChat.Domain.Accounts;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Presence;

public sealed class PresenceRealtimeFunctions(
    RealtimeCalls calls,
    PresenceKeeping presence,
    SessionStore sessions,
    CurrentUser caller
)
{
    /// <summary>The heartbeat. Also makes up for a <c>connected</c> event that was lost.</summary>
    [Function("RealtimeUserOnline")]
    public Task<JsonElement?> Online(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", CallCatalogue.UserOnline)]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    ) =>
        calls.AnswerAsync<Alive>(
            invocation,
            async _ =>
            {
                var connectionId = invocation.ConnectionId;
                if (await presence.HeardAsync(caller.Id, connectionId, cancellationToken))
                {
                    await sessions.AttachAsync(caller.SessionId, connectionId, cancellationToken);
                }
            },
            cancellationToken
        );
}
