using System.Net.WebSockets;
using DevChat.Bench.Clients;
using DevChat.Bench.Load;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.Bench.Measuring;

/// <summary>One run of a load: its clock and everything that it measures.</summary>
internal sealed class Run(ILoad load, Phases phases, ServerProcess? server, TimeProvider clock)
{
    public ILoad Load => load;

    public Phases Phases => phases;

    /// <summary>Starts again when the load begins.</summary>
    public RunClock Clock { get; private set; } = new(clock);

    public Throughput Throughput { get; } = new(phases);

    public Failures Failures { get; } = new();

    /// <summary>How late the generator itself started operations. If it is often late, it measures itself.</summary>
    public LatencyHistogram StartDelay { get; } = new("start delay");

    /// <summary>CPU time that the server used during the measurement. Null if it is not known.</summary>
    public TimeSpan? ServerCpu { get; private set; }

    /// <summary>Processors that the generator used during the measurement, on average.</summary>
    public double GeneratorProcessors { get; private set; }

    /// <summary>Runs the load. An operation that fails counts as a failure, whatever the phase.</summary>
    public async Task ExecuteAsync(Func<Arrival, Task> operation)
    {
        Clock = new RunClock(clock);
        await Task.WhenAll(
            MeasureProcessesAsync(),
            load.RunAsync(Clock, phases.End, arrival => AttemptAsync(arrival, operation))
        );
    }

    /// <summary>Records the time since the operation was due, if it was due during the measurement.</summary>
    public void Record(LatencyHistogram latencies, Arrival arrival)
    {
        if (phases.IsMeasured(arrival.Due))
        {
            latencies.Record(Clock.Now - arrival.Due);
        }
    }

    private Task AttemptAsync(Arrival arrival, Func<Arrival, Task> operation)
    {
        Record(StartDelay, arrival);
        return TryAsync(async () =>
        {
            await operation(arrival);
            Throughput.Record(Clock.Now);
        });
    }

    /// <summary>Runs a part of an operation. If the server lets it fail, that counts as a failure.</summary>
    public async Task TryAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
        }
        catch (Exception failure) when (IsOfServer(failure))
        {
            Failures.Record(failure);
        }
    }

    private static bool IsOfServer(Exception failure) =>
        failure
            is HttpRequestException
                or UnexpectedAnswerException
                or HubException
                or WebSocketException
                or IOException
                or OperationCanceledException
                or TimeoutException;

    private async Task MeasureProcessesAsync()
    {
        await Clock.WaitUntilAsync(phases.WarmUp);
        var (cpuBefore, ownBefore) = (server?.CpuTime, Environment.CpuUsage.TotalTime);
        await Clock.WaitUntilAsync(phases.End);
        ServerCpu = server?.CpuTime - cpuBefore;
        GeneratorProcessors = (Environment.CpuUsage.TotalTime - ownBefore) / phases.Measurement;
    }
}
