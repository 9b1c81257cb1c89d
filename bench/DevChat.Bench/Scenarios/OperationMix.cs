using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>Operations of several kinds in fixed proportions. Each kind has its own latencies.</summary>
internal sealed class OperationMix(Run run)
{
    /// <summary>A prime that divides no hundred: the kinds alternate instead of coming in blocks.</summary>
    private const int Stride = 37;

    private readonly List<(LatencyHistogram Latencies, Func<Arrival, Task> Operation)> _slots = [];

    public IReadOnlyList<LatencyHistogram> Latencies =>
        [.. _slots.Select(slot => slot.Latencies).Distinct()];

    /// <param name="parts">Its part of all operations; the parts add up to 100.</param>
    public OperationMix Add(int parts, string kind, Func<Arrival, Task> operation)
    {
        _slots.AddRange(Enumerable.Repeat((new LatencyHistogram(kind), operation), parts));
        return this;
    }

    public async Task DoAsync(Arrival arrival)
    {
        var (latencies, operation) = _slots[(int)(arrival.Index * Stride % _slots.Count)];
        await operation(arrival);
        run.Record(latencies, arrival);
    }
}
