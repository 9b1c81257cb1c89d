using DevChat.Host.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Realtime;

/// <summary>The SignalR output binding: message and group actions, one or many, carried out in their order.</summary>
internal sealed class RealtimeOutput(RealtimeSender sender, RealtimeGroups groups)
{
    /// <exception cref="NotSupportedException">An item is neither a message nor a group action.</exception>
    public async Task SendAsync(object value, CancellationToken cancellationToken)
    {
        foreach (var item in Enumerated.Items(value))
            await CarryOutAsync(item, cancellationToken);
    }

    private Task CarryOutAsync(object item, CancellationToken cancellationToken) =>
        item switch
        {
            SignalRMessageAction message => sender.SendAsync(message, cancellationToken),
            SignalRGroupAction group => groups.CarryOutAsync(group, cancellationToken),
            _ => throw new NotSupportedException($"{item.GetType()} is no SignalR output."),
        };
}
