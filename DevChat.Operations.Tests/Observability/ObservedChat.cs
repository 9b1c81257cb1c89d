using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.Observability;

/// <summary>An instance in a process of its own, the traffic that it has had, and the Prometheus that scrapes it.</summary>
public sealed class ObservedChat(EmbeddedServers servers) : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("devchat-").FullName;
    private PrometheusPrograms? _programs;
    private InstanceProcess? _instance;
    private PrometheusServer? _prometheus;

    internal PrometheusPrograms Programs =>
        _programs ?? throw new InvalidOperationException("They were not looked for.");

    public async ValueTask InitializeAsync() =>
        _programs = await PrometheusPrograms.FindAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_prometheus is not null)
        {
            await _prometheus.DisposeAsync();
        }

        _instance?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Starts both with the first test that asks; where there is no Prometheus, the test is skipped.</summary>
    internal async Task<PrometheusServer> ScrapedAsync()
    {
        if (_prometheus is null)
        {
            var program = Programs.RequireServer();
            var instance = await StartInstanceAsync();
            _prometheus = await PrometheusServer.StartAsync(program, instance, Soon.Token);
            await ChatTraffic.RunAsync(instance);
            // A rate is what came between two looks: all of the traffic once more, after it was seen once.
            await _prometheus.EventuallyAsync(
                """devchat_messages_sent_total{devchat_transport="realtime"}"""
            );
            await ChatTraffic.RunAsync(instance);
        }

        return _prometheus;
    }

    /// <summary>What the instance tells of itself, in a file.</summary>
    internal async Task<string> SaveMetricsAsync()
    {
        await ScrapedAsync();
        using var http = new HttpClient { BaseAddress = _instance!.Address };
        var file = Path.Combine(_directory, "metrics.txt");
        await File.WriteAllTextAsync(
            file,
            await http.GetStringAsync(new Uri("metrics", UriKind.Relative), Soon.Token),
            Soon.Token
        );
        return file;
    }

    private async Task<Uri> StartInstanceAsync()
    {
        _instance = new InstanceProcess(
            await servers.TakeCornerAsync(),
            ChatTraffic.Settings,
            _directory
        );
        await _instance.StartAsync();
        return _instance.Address;
    }
}
