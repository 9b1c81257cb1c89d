using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using DevChat.Domain.Data;
using DevChat.Testing;
using DevChat.Testing.Apps;
using Npgsql;

namespace DevChat.Tests.Data;

public sealed class PoolNameTests(EmbeddedServers servers)
{
    [Fact]
    public async Task Metrics_reveal_nothing_of_the_connection_string()
    {
        var corner = await servers.TakeCornerAsync();
        var settings = new NpgsqlConnectionStringBuilder(corner.Postgres)
        {
            PersistSecurityInfo = true,
        };
        var tags = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Npgsql")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, _, told, _) => Keep(told));
        listener.SetMeasurementEventCallback<double>((_, _, told, _) => Keep(told));
        listener.Start();

        await using var source = ChatDataSource.Create(settings.ConnectionString, tokens: null);
        await using var connection = await source.OpenConnectionAsync(Soon.Token);
        listener.RecordObservableInstruments();

        Assert.Contains("devchat", tags);
        Assert.DoesNotContain(
            tags,
            tag => tag.Contains(settings.Password!, StringComparison.Ordinal)
        );

        void Keep(ReadOnlySpan<KeyValuePair<string, object?>> told)
        {
            foreach (var tag in told)
            {
                tags.Add($"{tag.Value}");
            }
        }
    }
}
