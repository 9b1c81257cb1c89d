using DevChat.Functions.Telemetry;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Realtime;

/// <summary>Hands messages to the connections they are for.</summary>
internal sealed class RealtimeSender(IHubContext<UpstreamHub> hub)
{
    /// <summary>
    /// Sends to the connection, else the user, else the group that the action names, else to everybody. Ends when the hub
    /// has taken the message, which waits for no client. Messages of one caller to one audience stay in order; with a
    /// backplane nothing orders those to different audiences.
    /// </summary>
    public async Task SendAsync(SignalRMessageAction action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var span = PublishSpans.Start(action.Target, Destination(action));
        // Not with the token: half a group with the message is worse than a caller that waits.
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
