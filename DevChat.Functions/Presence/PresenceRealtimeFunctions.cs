using System.Text.Json;
using DevChat.Functions.Connections;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Presence;

public sealed class PresenceRealtimeFunctions(
    RealtimeCalls calls,
    PresenceKeeping presence,
    ConnectionAdmission connections,
    CurrentUser caller
)
{
    /// <summary>The heartbeat. Also makes up for a <c>connected</c> event that was lost or failed: it records the connection, or closes it.</summary>
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
                    await RecordAsync(connectionId, cancellationToken);
                }
            },
            cancellationToken
        );

    private async Task RecordAsync(string connectionId, CancellationToken cancellationToken)
    {
        try
        {
            await connections.RequireOrCloseAsync(caller.Token, connectionId, cancellationToken);
        }
        catch
        {
            // Should it still be open, then its next heartbeat is the first again.
            await presence.ForgetAsync(caller.Id, connectionId);
            throw;
        }
    }
}
