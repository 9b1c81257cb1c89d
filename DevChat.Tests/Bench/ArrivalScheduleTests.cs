using DevChat.Bench.Load;

namespace DevChat.Tests.Bench;

public sealed class ArrivalScheduleTests
{
    [Fact]
    public void Arrivals_have_a_constant_rate()
    {
        var arrivals = new ArrivalSchedule(rate: 4).Until(TimeSpan.FromSeconds(1));

        Assert.Equal([0, 250, 500, 750], arrivals.Select(arrival => arrival.Due.TotalMilliseconds));
    }

    [Fact]
    public void Rounding_does_not_add_up()
    {
        var arrivals = new ArrivalSchedule(rate: 3).Until(TimeSpan.FromHours(1));

        Assert.Equal(3 * 60 * 60, arrivals.Count());
    }

    [Fact]
    public void Only_the_measurement_is_measured()
    {
        var phases = new Phases(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        var seconds = Enumerable.Range(0, 7);

        var measured = seconds.Where(second => phases.IsMeasured(TimeSpan.FromSeconds(second)));

        Assert.Equal([2, 3, 4], measured);
    }
}
