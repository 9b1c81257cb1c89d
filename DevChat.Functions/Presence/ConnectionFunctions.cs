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
/// The life of a realtime connection: opened, heartbeat, closed. Records which session it belongs to, so that signing out
/// closes it, and keeps its user online.
/// </summary>
public sealed class ConnectionFunctions(
    RealtimeCalls calls,
    ConnectionAdmission connections,
    SessionStore sessions,
    PresenceService presence,
    PresenceNotifier notifier,
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
            await connections.RequireNewAsync(owner, connectionId, cancellationToken);
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
            // It is closed; or it is recorded, and its first heartbeat brings its user online.
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
            "The heartbeat: a client repeats it every 30 s on each connection. A connection without heartbeats counts as closed after 65 s.",
        Refusals = [ConnectionErrors.TooMany],
    };

    /// <summary>The heartbeat. Also makes up for a <c>connected</c> event that was lost or failed: it records the connection, or closes it.</summary>
    [Function("RealtimeUserOnline")]
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
                var (connectionId, cancellation) = (
                    invocation.ConnectionId,
                    context.CancellationToken
                );
                if (await RecordHeartbeatAsync(caller.Id, connectionId, cancellation))
                {
                    await RecordConnectionAsync(connectionId, cancellation);
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
            // The record is deleted with its session at the latest, and the connection counts until its last heartbeat expires.
            logger.LogWarning(
                exception,
                "The record of connection {ConnectionId} was not deleted",
                invocation.ConnectionId
            );
        }
    }

    /// <summary>Returns whether this is the connection's first heartbeat, as far as is known.</summary>
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
            await connections.RequireOrCloseAsync(caller.Token, connectionId, cancellationToken);
        }
        catch
        {
            // If it is still open, its next heartbeat is the first one again.
            await presence.ForgetAsync(caller.Id, connectionId);
            throw;
        }
    }
}
