namespace DevChat.Bench.Load;

/// <summary>Arrivals at a constant rate, which do not depend on the server.</summary>
/// <param name="rate">Arrivals per second.</param>
internal sealed class ArrivalSchedule(double rate)
{
    /// <summary>All arrivals before <paramref name="end"/>. The first one is due at the start of the run.</summary>
    public IEnumerable<Arrival> Until(TimeSpan end)
    {
        for (var index = 0L; DueTime(index) < end; index++)
        {
            yield return new Arrival(index, DueTime(index));
        }
    }

    /// <summary>Computed from the index, so that rounding errors do not add up.</summary>
    private TimeSpan DueTime(long index) => TimeSpan.FromSeconds(index / rate);
}
