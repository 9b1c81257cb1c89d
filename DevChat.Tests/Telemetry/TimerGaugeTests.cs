using System.Diagnostics.Metrics;
using DevChat.Domain.Telemetry;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.Telemetry;

public sealed class TimerGaugeTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Meter _meter = new("tests");
    private readonly TimerGauge<int> _gauge;
    private readonly MetricCollector<int> _collector;

    public TimerGaugeTests()
    {
        _gauge = new TimerGauge<int>(_meter, "gauge", "{thing}", "Things", _clock);
        _collector = new MetricCollector<int>(_meter, "gauge");
    }

    [Fact]
    public void The_latest_value_of_each_thing_is_reported()
    {
        _gauge.Record(1, new("of", "one"));
        _gauge.Record(2, new("of", "two"));
        _gauge.Record(3, new("of", "one"));

        Assert.Equal([2, 3], Values().Order());
    }

    [Fact]
    public void A_value_that_another_instance_may_have_measured_anew_is_not_reported()
    {
        _gauge.Record(1, new("of", "one"));
        _clock.Advance(TimeSpan.FromMinutes(2));
        _gauge.Record(2, new("of", "two"));
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([2], Values());
    }

    [Fact]
    public void Nothing_is_reported_before_anything_was_measured() => Assert.Empty(Values());

    public void Dispose()
    {
        _collector.Dispose();
        _meter.Dispose();
    }

    private IEnumerable<int> Values()
    {
        _collector.RecordObservableInstruments();
        return _collector.GetMeasurementSnapshot().Select(measured => measured.Value);
    }
}
