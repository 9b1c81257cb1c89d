using System.Diagnostics;
using System.Text.Json;
using DevChat.LocalHost.Servers;
using DevChat.Testing;

namespace DevChat.Tests.Telemetry;

/// <summary>
/// A real collector, in a process of its own: takes telemetry by OTLP and returns what it received by its HTTP API. Not
/// started on machines that it is not made for.
/// </summary>
public sealed class Collector : IAsyncLifetime
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private Process? _process;

    /// <summary>Where OTLP over gRPC is taken.</summary>
    public Uri Otlp { get; } = LoopbackAddress();

    private Uri Api { get; } = LoopbackAddress();

    public async ValueTask InitializeAsync()
    {
        if (DashboardProgram.Path is not { } program)
        {
            return;
        }

        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = $"{Api}";
        start.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"{Otlp}";
        start.Environment["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "true";
        start.Environment["ASPIRE_DASHBOARD_API_ENABLED"] = "true";
        _process = Process.Start(start)!;
        await Soon.Within(ListeningAsync(_process.StandardOutput));
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The spans so far and those that come, until it holds of them.</summary>
    public Task<IReadOnlyList<Span>> SpansAsync(Predicate<IReadOnlyList<Span>> holds) =>
        Soon.Within(FollowAsync("spans", Span.Read, holds));

    /// <summary>The log records so far and those that come, until it holds of them.</summary>
    public Task<IReadOnlyList<LogRecord>> LogsAsync(Predicate<IReadOnlyList<LogRecord>> holds) =>
        Soon.Within(FollowAsync("logs", LogRecord.Read, holds));

    private async Task<IReadOnlyList<T>> FollowAsync<T>(
        string signal,
        Func<JsonElement, IEnumerable<T>> read,
        Predicate<IReadOnlyList<T>> holds
    )
    {
        var address = new Uri(Api, $"api/telemetry/{signal}?follow=true");
        using var lines = new StreamReader(await _http.GetStreamAsync(address, Soon.Token));
        var seen = new List<T>();
        while (await lines.ReadLineAsync(Soon.Token) is { } line)
        {
            if (line.Length > 0)
            {
                using var json = JsonDocument.Parse(line);
                seen.AddRange(read(json.RootElement));
            }

            if (holds(seen))
            {
                return seen;
            }
        }

        throw new InvalidOperationException("The collector has ended.");
    }

    /// <summary>It prints its last address when all of them can be reached. Its output is read to the end, so that it never blocks.</summary>
    private static async Task ListeningAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.Contains("OTLP/gRPC listening on", StringComparison.Ordinal))
            {
                _ = output.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException("The collector did not start.");
    }

    private static Uri LoopbackAddress() => new($"http://127.0.0.1:{LoopbackPort.Find()}");
}
