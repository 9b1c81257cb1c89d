using DevChat.Functions.Telemetry;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.LocalHost.Realtime;

/// <summary>Hands messages to the connections they are for.</summary>
internal sealed class RealtimeSender(
    IHubContext<UpstreamHub> hub,
    HubTopology topology,
    ILogger<RealtimeSender> logger
)
{
    /// <summary>
    /// Sends to the connection, else the user, else the group that the action names, else to everybody. Ends when the hub
    /// has taken the message; messages of one caller stay in order.
    /// </summary>
    public async Task SendAsync(SignalRMessageAction action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var span = PublishSpans.Start(action.Target, Destination(action));
        // Not with the token: half a group with the message is worse than a caller that waits.
        var sending = Audience(action)
            .SendCoreAsync(action.Target, action.Arguments ?? [], CancellationToken.None);
        await (topology.HasBackplane ? sending : Taken(sending, action.Target));
    }

    private static string Destination(SignalRMessageAction action) =>
        action.ConnectionId ?? action.UserId ?? action.GroupName ?? "everybody";

    /// <summary>
    /// Without a backplane the message is in the outbox of every connection by now; waiting would only be for clients that
    /// do not read, and those must not hold up the others until their transport gives up on them.
    /// </summary>
    private Task Taken(Task sending, string target)
    {
        if (sending.IsCompleted)
            return sending;
        _ = ObserveAsync(sending, target);
        return Task.CompletedTask;
    }

    private async Task ObserveAsync(Task sending, string target)
    {
        try
        {
            await sending;
        }
        catch (Exception failure)
        {
            logger.LogDebug(failure, "A receiver of {Target} is gone", target);
        }
    }

    private IClientProxy Audience(SignalRMessageAction action)
    {
        if (!string.IsNullOrEmpty(action.ConnectionId))
            return hub.Clients.Client(action.ConnectionId);
        if (!string.IsNullOrEmpty(action.UserId))
            return hub.Clients.User(action.UserId);
        return string.IsNullOrEmpty(action.GroupName)
            ? hub.Clients.All
            : hub.Clients.Group(action.GroupName);
    }
}
