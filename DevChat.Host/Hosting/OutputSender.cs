using DevChat.Host.Queues;
using DevChat.Host.Realtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Hosting;

/// <summary>Sends an output to where its binding says.</summary>
internal class OutputSender(RealtimeOutput realtime, QueueOutput queues)
{
    /// <summary>Sends the items of the output one after the other.</summary>
    public virtual Task SendAsync(Output output, CancellationToken cancellationToken) =>
        output.Binding switch
        {
            SignalROutputAttribute => realtime.SendAsync(output.Value, cancellationToken),
            QueueOutputAttribute queue => queues.SendAsync(queue, output.Value, cancellationToken),
            var other => throw new NotSupportedException($"No output binding {other}."),
        };
}
