using System.Text.Json;
using DevChat.Domain.Errors;
using DevChat.Domain.Presence;
using DevChat.Domain.Sessions;
using DevChat.Functions.Realtime;
using DevChat.Functions.Requests;
using FluentValidation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Presence;

/// <summary>The argument of <c>user-online</c>: an object without members.</summary>
public sealed record PresenceHeartbeat;

public sealed class PresenceHeartbeatRules : AbstractValidator<PresenceHeartbeat>;

/// <summary>
/// Handles the lifecycle of a realtime connection: connected, heartbeat, disconnected. Records the session of the
/// connection, so that a sign-out closes it, and keeps its user online.
/// </summary>
public sealed class ConnectionFunctions(
    RealtimeCalls calls,
    ConnectionAdmission connections,
    SessionStore sessions,
    PresenceService presence,
    PresenceNotifier notifier,
    RequestLimits limits,
    CurrentUser caller,
    ILogger<ConnectionFunctions> logger
)
{
    private const string UserOnlineTarget = "user-online";

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
            var owner = ConnectionOwner.Of(invocation);
            await connections.AdmitNewAsync(owner, connectionId, cancellationToken);
            await RecordHeartbeatAsync(owner!.UserId, connectionId, cancellationToken);
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
            // The connection was closed; or it is recorded, and its first heartbeat sets its user online.
            logger.LogWarning(
                exception,
                "Connection {ConnectionId} was not admitted",
                connectionId
            );
        }
    }

    public static readonly RealtimeCall OnlineCall = new(
        UserOnlineTarget,
        new PresenceHeartbeat(),
        Reply: null
    )
    {
        Description =
            "Heartbeat. A client repeats it every 30 s on each connection. A connection without heartbeats counts as closed after 65 s.",
        Refusals = [ConnectionErrors.TooMany],
    };

    /// <summary>
    /// Heartbeat. If the <c>connected</c> event was lost or failed, it also records the connection, or closes it. The
    /// heartbeat of a known connection runs one script in Redis and nothing else: checking a limit would be a second
    /// script, and the reply reveals nothing. Only an unknown connection is limited and its session looked up.
    /// </summary>
    [Function("RealtimeUserOnline")]
    [NoRateLimit]
    [NoSessionLookup]
    public Task<JsonElement?> Online(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", UserOnlineTarget)]
            SignalRInvocationContext invocation,
        FunctionContext context
    ) =>
        calls.AnswerAsync<PresenceHeartbeat>(
            invocation,
            context,
            async _ =>
            {
                var connectionId = invocation.ConnectionId;
                var cancellationToken = context.CancellationToken;
                if (await RecordHeartbeatAsync(caller.Id, connectionId, cancellationToken))
                {
                    await RecordConnectionAsync(connectionId, cancellationToken);
                }

                return Outcome.Nothing;
            }
        );

    [Function("RealtimeDisconnected")]
    public async Task Disconnected(
        [SignalRTrigger(IRealtimeGateway.HubName, "connections", "disconnected")]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (ConnectionOwner.Of(invocation) is { } owner)
            {
                await presence.DisconnectedAsync(owner.UserId, invocation.ConnectionId);
            }

            await sessions.DetachAsync([invocation.ConnectionId], cancellationToken);
        }
        catch (Exception exception)
        {
            // The record is deleted with its session at the latest. The connection counts as open until its presence
            // lease expires.
            logger.LogWarning(
                exception,
                "The record of connection {ConnectionId} was not deleted",
                invocation.ConnectionId
            );
        }
    }

    /// <summary>Returns true if no earlier heartbeat of the connection is stored.</summary>
    private async Task<bool> RecordHeartbeatAsync(
        int userId,
        string connectionId,
        CancellationToken cancellationToken
    )
    {
        var heartbeat = await presence.HeartbeatAsync(userId, connectionId, cancellationToken);
        if (heartbeat.CameOnline is { } notice)
        {
            await notifier.NotifyAsync([notice], cancellationToken);
        }

        return heartbeat.IsNewConnection;
    }

    private async Task RecordConnectionAsync(
        string connectionId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await limits.RequireOfUserAsync(caller.Id, FunctionPolicy.Default);
            await connections.AdmitOrCloseAsync(caller.Token, connectionId, cancellationToken);
        }
        catch
        {
            // If the connection is still open, its next heartbeat counts as its first.
            await presence.ForgetAsync(caller.Id, connectionId);
            throw;
        }
    }
}
