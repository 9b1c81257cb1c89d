using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.LocalHost.Realtime;

/// <summary>Hands messages to the connections they are for.</summary>
internal sealed class RealtimeSender(
    IHubContext<UpstreamHub> hub,
    TimeProvider time,
    ILogger<RealtimeSender> logger
)
{
    /// <summary>A message is on its way to every connection after so long; one that does not read may take longer for itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>Sends to the connection, else the user, else the group that the action names, else to everybody.</summary>
    public async Task SendAsync(SignalRMessageAction action, CancellationToken cancellationToken)
    {
        var sending = Audience(action)
            .SendCoreAsync(action.Target, action.Arguments ?? [], cancellationToken);
        try
        {
            await sending.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            logger.LogDebug("A receiver of {Target} is slow", action.Target);
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
