using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Realtime;

/// <summary>The SignalR output binding: one or several message and group actions, executed in their order.</summary>
internal sealed class RealtimeOutput(RealtimeSender sender, RealtimeGroups groups) : IOutputBinding
{
    public Type Attribute => typeof(SignalROutputAttribute);

    public void Check(Attribute output, string function) =>
        Hubs.RequireKnown(((SignalROutputAttribute)output).HubName, function);

    /// <exception cref="NotSupportedException">An item is neither a message nor a group action.</exception>
    public async Task SendAsync(Output output, CancellationToken cancellationToken)
    {
        foreach (var item in output.Items)
        {
            await CarryOutAsync(item, cancellationToken);
        }
    }

    private Task CarryOutAsync(object item, CancellationToken cancellationToken) =>
        item switch
        {
            SignalRMessageAction message => sender.SendAsync(message, cancellationToken),
            SignalRGroupAction group => groups.CarryOutAsync(group, cancellationToken),
            _ => throw new NotSupportedException($"{item.GetType()} is not a SignalR output."),
        };
}
