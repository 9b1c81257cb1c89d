using DevChat.Functions.Telemetry;
using DevChat.LocalHost.Hosting;
using DevChat.LocalHost.Realtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DevChat.LocalHost.Telemetry;

/// <summary>What the real host records itself: requests, runs of functions; and metrics for Prometheus.</summary>
internal static class HostTelemetry
{
    private const string MetricsPath = "/metrics";

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

    /// <summary>Metrics in Prometheus's format, for whoever reaches this host.</summary>
    public static void UsePrometheus(this WebApplication app) =>
        app.UseOpenTelemetryPrometheusScrapingEndpoint(MetricsPath);

    /// <summary>
    /// Sends what is left: traces, metrics and logs at once, since the SDK waits five seconds for each when a destination does
    /// not answer.
    /// </summary>
    public static Task EndTelemetryAsync(this IServiceProvider services)
    {
        IEnumerable<IDisposable?> providers =
        [
            services.GetService<TracerProvider>(),
            services.GetService<MeterProvider>(),
            services.GetService<LoggerProvider>(),
        ];
        return Task.WhenAll(
            providers.OfType<IDisposable>().Select(provider => Task.Run(provider.Dispose))
        );
    }

    /// <summary>Not the connections to the hub, which last for hours and carry tokens in their query, nor what monitors ask for.</summary>
    private static bool IsTraced(PathString path, string routePrefix) =>
        !path.StartsWithSegments(Hubs.Path)
        && !path.StartsWithSegments(MetricsPath)
        && !path.StartsWithSegments($"/{routePrefix}/health");
}
