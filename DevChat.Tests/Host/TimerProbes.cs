using DevChat.Host.Timers;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Host;

/// <summary>Timer functions; schedules are settings.</summary>
public sealed class TimerProbes(Probe probe)
{
    [Function("Tick")]
    public async Task Tick([TimerTrigger("%Schedule%")] TimerInfo timer)
    {
        probe.Tell(timer);
        await probe.Gate("tick");
    }

    [Function("Fails")]
    public void Fails([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) =>
        throw new InvalidOperationException($"failed {timer.IsPastDue}");
}
