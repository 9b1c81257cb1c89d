using DevChat.Domain.Accounts;
using DevChat.Domain.Security;
using DevChat.Functions.Presence;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Connections;

/// <summary>Keeps record of which connections live by which session, so that signing out closes them, and of who is there.</summary>
public sealed class ConnectionFunctions(
    SessionStore sessions,
    PresenceKeeping presence,
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
            await AdmitAsync(invocation, cancellationToken);
        }
        catch (Exception exception)
        {
            // The heartbeat makes up for it, and join-room records the connection before it hears anything of a room.
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

    private async Task AdmitAsync(
        SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    )
    {
        var connectionId = invocation.ConnectionId;
        if (
            InvocationOwner.Of(invocation) is { } owner
            && await AttachAsync(owner, connectionId, cancellationToken)
        )
        {
            await presence.HeardAsync(owner.UserId, connectionId, cancellationToken);
            return;
        }
        await realtime.CloseConnectionAsync(
            connectionId,
            "the login session has ended",
            cancellationToken
        );
    }

    /// <summary>False when the session is over.</summary>
    private async Task<bool> AttachAsync(
        AccessToken owner,
        string connectionId,
        CancellationToken cancellationToken
    )
    {
        await sessions.AttachAsync(owner.SessionId, connectionId, cancellationToken);
        // Asked after recording: a sign-out that did not see this connection is seen here.
        return await sessions.IsLiveInDatabaseAsync(
            owner.SessionId,
            owner.UserId,
            cancellationToken
        );
    }
}
