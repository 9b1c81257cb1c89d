using DevChat.Functions.Telemetry;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Realtime;

/// <summary>Sends messages to the connections of their audience.</summary>
internal sealed class RealtimeSender(IHubContext<UpstreamHub> hub)
{
    /// <summary>
    /// Sends to the connection, user or group of the action (the first that is set), or else to all connections.
    /// Completes when the hub has accepted the message, without waiting for clients. Messages of one caller to one
    /// audience keep their order. With a backplane, messages to different audiences have no order.
    /// </summary>
    public async Task SendAsync(SignalRMessageAction action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var span = PublishSpans.Start(action.Target, Destination(action));
        // Not cancelled: a message that reaches only a part of a group is worse than a caller that waits.
        await Audience(action)
            .SendCoreAsync(action.Target, action.Arguments ?? [], CancellationToken.None);
    }

    private static string Destination(SignalRMessageAction action) =>
        action.ConnectionId ?? action.UserId ?? action.GroupName ?? "everybody";

    private IClientProxy Audience(SignalRMessageAction action)
    {
        if (!string.IsNullOrEmpty(action.ConnectionId))
        {
            return hub.Clients.Client(action.ConnectionId);
        }

        if (!string.IsNullOrEmpty(action.UserId))
        {
            return hub.Clients.User(action.UserId);
        }

        return string.IsNullOrEmpty(action.GroupName)
            ? hub.Clients.All
            : hub.Clients.Group(action.GroupName);
    }
}
