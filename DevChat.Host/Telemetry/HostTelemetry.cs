using DevChat.Functions.Telemetry;
using DevChat.Host.Realtime;
using DevChat.Host.Runtime;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DevChat.Host.Telemetry;

/// <summary>Telemetry that the real host records itself: requests and runs of functions; and metrics for Prometheus.</summary>
internal static class HostTelemetry
{
    private const string MetricsPath = "/metrics";

    /// <summary>Milliseconds; as long as the SDK waits when it ends a provider.</summary>
    private const int LongestFlush = 5000;

    public static void AddHostTelemetry(
        this IServiceCollection services,
        IConfiguration configuration,
        HostSettings settings
    )
    {
        var telemetry = services
            .AddTelemetry(configuration)
            .WithMetrics(metrics =>
            {
                TelemetryServices.Measure(metrics);
                metrics.AddAspNetCoreInstrumentation().AddPrometheusExporter();
            });
        if (TelemetryDestinations.Of(configuration).Any)
        {
            telemetry.WithTracing(traces =>
                traces
                    .AddSource(FunctionSpans.SourceName, OutputSpans.SourceName)
                    .AddAspNetCoreInstrumentation(requests =>
                        requests.Filter = http => IsTraced(http.Request.Path, settings.RoutePrefix)
                    )
            );
        }
    }

    /// <summary>Metrics in Prometheus's format, for every client that reaches this host.</summary>
    public static void UsePrometheus(this WebApplication app) =>
        app.UseOpenTelemetryPrometheusScrapingEndpoint(MetricsPath);

    /// <summary>
    /// Sends the rest of the telemetry: traces, metrics and logs at once, since the SDK waits for each when a destination does not answer.
    /// All of it before the first of them ends: Azure Monitor's exporters share a transmitter, which the first that ends closes.
    /// </summary>
    public static async Task EndTelemetryAsync(this IServiceProvider services)
    {
        var traces = services.GetService<TracerProvider>();
        var metrics = services.GetService<MeterProvider>();
        var logs = services.GetService<LoggerProvider>();
        await AtOnceAsync(
            () => traces?.ForceFlush(LongestFlush),
            () => metrics?.ForceFlush(LongestFlush),
            () => logs?.ForceFlush(LongestFlush)
        );
        await AtOnceAsync(() => traces?.Dispose(), () => metrics?.Dispose(), () => logs?.Dispose());
    }

    private static Task AtOnceAsync(params IEnumerable<Action> parts) =>
        Task.WhenAll(parts.Select(Task.Run));

    /// <summary>Not the connections to the hub, which last for hours and carry tokens in their query, nor requests of monitors.</summary>
    private static bool IsTraced(PathString path, string routePrefix) =>
        !path.StartsWithSegments(Hubs.Path)
        && !path.StartsWithSegments(MetricsPath)
        && !path.StartsWithSegments($"/{routePrefix}/health");
}
