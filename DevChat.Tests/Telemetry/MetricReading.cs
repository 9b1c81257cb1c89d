using System.Diagnostics.Metrics;
using DevChat.Domain.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace DevChat.Tests.Telemetry;

/// <summary>What an app measures with one of its own instruments, from now on.</summary>
internal sealed class MetricReading<T>(IServiceProvider app, string instrument) : IDisposable
    where T : struct
{
    private readonly MetricCollector<T> _collector = new(
        app.GetRequiredService<IMeterFactory>(),
        ChatMeter.Name,
        instrument
    );

    /// <summary>What was counted, by the values of the tags, in the order of their names.</summary>
    public IReadOnlyList<(T Value, string Tags)> All =>
        [
            .. _collector
                .GetMeasurementSnapshot()
                .Select(measured =>
                    (
                        measured.Value,
                        string.Join(
                            ' ',
                            measured
                                .Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)
                                .Select(tag => tag.Value)
                        )
                    )
                ),
        ];

    /// <summary>The latest value of a gauge; null when it tells none.</summary>
    /// <param name="tag">The value of its one tag.</param>
    public T? Of(string tag = "")
    {
        _collector.Clear();
        _collector.RecordObservableInstruments();
        return All.Where(measured => measured.Tags == tag)
            .Select(measured => (T?)measured.Value)
            .SingleOrDefault();
    }

    public void Dispose() => _collector.Dispose();
}
