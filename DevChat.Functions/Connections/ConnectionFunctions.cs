using DevChat.Domain.Errors;
using DevChat.Domain.Sessions;
using DevChat.Functions.Presence;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Connections;

/// <summary>Keeps record of which connections live by which session, so that signing out closes them, and of who is there.</summary>
public sealed class ConnectionFunctions(
    ConnectionAdmission connections,
    SessionStore sessions,
    PresenceKeeping presence,
    ILogger<ConnectionFunctions> logger
)
{
    [Function("RealtimeConnected")]
    public async Task Connected(
        [SignalRTrigger(IRealtimeGateway.HubName, "connections", "connected")]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    )
    {
        var connectionId = invocation.ConnectionId;
        try
        {
            var owner = InvocationOwner.Of(invocation);
            await connections.RequireNewAsync(owner, connectionId, cancellationToken);
            await presence.HeardAsync(owner!.UserId, connectionId, cancellationToken);
        }
        catch (RefusedException refused)
        {
            logger.LogInformation(
                "Connection {ConnectionId} was refused: {Code}",
                connectionId,
                refused.Error.Code
            );
        }
        catch (Exception exception)
        {
            // It is closed, or else recorded and not yet heard, which its heartbeat makes up for.
            logger.LogWarning(exception, "Connection {ConnectionId} did not come in", connectionId);
        }
    }

    [Function("RealtimeDisconnected")]
    public async Task Disconnected(
        [SignalRTrigger(IRealtimeGateway.HubName, "connections", "disconnected")]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (InvocationOwner.Of(invocation) is { } owner)
            {
                await presence.SaidGoodbyeAsync(owner.UserId, invocation.ConnectionId);
            }
            await sessions.DetachAsync([invocation.ConnectionId], cancellationToken);
        }
        catch (Exception exception)
        {
            // The record goes with its session at the latest, and the connection counts no longer than its last heartbeat.
            logger.LogWarning(
                exception,
                "Connection {ConnectionId} could not be struck off",
                invocation.ConnectionId
            );
        }
    }
}
