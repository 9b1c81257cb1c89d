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
        var values = new ConcurrentBag<string>();
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
        listener.SetMeasurementEventCallback<int>((_, _, tags, _) => Keep(tags));
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Keep(tags));
        listener.Start();

        await using var source = ChatDataSource.Create(settings.ConnectionString, tokens: null);
        await using var connection = await source.OpenConnectionAsync(Soon.Token);
        listener.RecordObservableInstruments();

        Assert.Contains("devchat", values);
        Assert.DoesNotContain(
            values,
            value => value.Contains(settings.Password!, StringComparison.Ordinal)
        );

        void Keep(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
            {
                values.Add($"{tag.Value}");
            }
        }
    }
}
