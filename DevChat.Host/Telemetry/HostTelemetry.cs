using DevChat.Functions.Telemetry;
using DevChat.Host.Realtime;
using DevChat.Host.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DevChat.Host.Telemetry;

/// <summary>Telemetry that Azure's host records itself: requests, function runs, and metrics for Prometheus.</summary>
internal static class HostTelemetry
{
    private const string MetricsPath = "/metrics";

    /// <summary>Milliseconds. The SDK waits for the same time when it disposes a provider.</summary>
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

    /// <summary>Serves metrics in Prometheus's format to every client that can reach this host.</summary>
    public static void UsePrometheus(this WebApplication app) =>
        app.UseOpenTelemetryPrometheusScrapingEndpoint(MetricsPath);

    /// <summary>
    /// Sends the remaining telemetry: traces, metrics and logs in parallel, because the SDK waits for each if a
    /// destination does not answer. All are flushed before the first is disposed: the exporters of Azure Monitor share
    /// a transmitter, which the first dispose closes.
    /// </summary>
    public static async Task EndTelemetryAsync(this IServiceProvider services)
    {
        var traces = services.GetService<TracerProvider>();
        var metrics = services.GetService<MeterProvider>();
        var logs = services.GetService<LoggerProvider>();
        await InParallelAsync(
            () => traces?.ForceFlush(LongestFlush),
            () => metrics?.ForceFlush(LongestFlush),
            () => logs?.ForceFlush(LongestFlush)
        );
        await InParallelAsync(
            () => traces?.Dispose(),
            () => metrics?.Dispose(),
            () => logs?.Dispose()
        );
    }

    private static Task InParallelAsync(params IEnumerable<Action> parts) =>
        Task.WhenAll(parts.Select(Task.Run));

    /// <summary>
    /// Excludes connections to the hub, which last for hours and have tokens in their query, and requests of monitors.
    /// </summary>
    private static bool IsTraced(PathString path, string routePrefix) =>
        !path.StartsWithSegments(Hubs.Path)
        && !path.StartsWithSegments(MetricsPath)
        && !path.StartsWithSegments($"/{routePrefix}/health");
}
