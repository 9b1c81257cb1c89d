using DevChat.Domain.Accounts;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Connections;

/// <summary>Keeps record of which connections live by which session, so that signing out closes them.</summary>
public sealed class ConnectionFunctions(
    SessionStore sessions,
    IRealtimeGateway realtime,
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
        try
        {
            await AttachAsync(invocation, cancellationToken);
        }
        catch (Exception exception)
        {
            // join-room records the connection again before it hears anything of a room.
            logger.LogWarning(
                exception,
                "Connection {ConnectionId} could not be recorded",
                invocation.ConnectionId
            );
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
            await sessions.DetachAsync(invocation.ConnectionId, cancellationToken);
        }
        catch (Exception exception)
        {
            // The record goes with its session at the latest.
            logger.LogWarning(
                exception,
                "Connection {ConnectionId} could not be struck off",
                invocation.ConnectionId
            );
        }
    }

    private async Task AttachAsync(
        SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    )
    {
        var owner = InvocationOwner.Of(invocation);
        if (owner is not null)
        {
            await sessions.AttachAsync(owner.SessionId, invocation.ConnectionId, cancellationToken);
        }
        // Asked after recording: a sign-out that did not see this connection is seen here.
        if (
            owner is null
            || !await sessions.IsLiveInDatabaseAsync(
                owner.SessionId,
                owner.UserId,
                cancellationToken
            )
        )
        {
            await realtime.CloseConnectionAsync(
                invocation.ConnectionId,
                "the login session has ended",
                cancellationToken
            );
        }
    }
}
