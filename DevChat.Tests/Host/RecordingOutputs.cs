using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Host;

/// <summary>Tells the probe about outputs instead of sending them, and lets the gate <c>outputs</c> hold them up.</summary>
internal sealed class RecordingOutputs(FunctionBindings bindings, Probe probe)
    : OutputSender(bindings)
{
    public override async Task SendAsync(Output output, CancellationToken cancellationToken)
    {
        probe.Tell($"output {Name(output)}");
        await probe.Gate("outputs");
        if (Name(output).StartsWith("fail", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("the output failed");
        }

        probe.Tell($"sent {Name(output)}");
    }

    private static string Name(Output output) =>
        string.Join(',', output.Items.Cast<SignalRMessageAction>().Select(a => a.Target));
}
