using DevChat.Testing.Apps;
using DevChat.Testing.Programs;

namespace DevChat.Tests.Telemetry;

/// <summary>What is still to be sent when the app stops.</summary>
public sealed class LastExportTests(EmbeddedServers servers)
{
    [Fact]
    public async Task A_collector_that_does_not_answer_is_waited_for_once_and_not_for_each_signal()
    {
        await using var collector = await PatientCollector.StartAsync();
        using var directory = new LocalHostDirectory();
        using var app = new InstanceProcess(
            await servers.TakeCornerAsync(),
            new Dictionary<string, string?>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"{collector.Address}",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                // Less than the SDK waits for a signal: one that is sent after another never meets it.
                ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "4000",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "3600000",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "3600000",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "3600000",
            },
            directory.Root
        );
        await app.StartAsync();
        await ProcessUsers.RegisterAsync(app.Address);

        Assert.Equal(0, await app.StopAsync());

        Assert.True(collector.HadAllAtOnce);
    }
}
