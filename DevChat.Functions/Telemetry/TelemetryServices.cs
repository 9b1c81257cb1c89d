using System.Diagnostics;
using Azure.Monitor.OpenTelemetry.Exporter;
using DevChat.Domain.Redis;
using DevChat.Domain.Telemetry;
using DevChat.Functions.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Instrumentation.StackExchangeRedis;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DevChat.Functions.Telemetry;

/// <summary>Traces, metrics and logs by OpenTelemetry: the part that both hosts have in common.</summary>
public static class TelemetryServices
{
    private const string ServiceName = "devchat";

    /// <summary>
    /// Sends telemetry to the configured <see cref="TelemetryDestinations"/>. Each host adds its own instrumentation.
    /// </summary>
    public static OpenTelemetryBuilder AddTelemetry(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(Describe);
        var destinations = TelemetryDestinations.Of(configuration);
        if (destinations.Any)
        {
            telemetry.WithTracing(Trace).WithMetrics(Measure).WithLogging(_ => { }, Log);
        }

        if (destinations.Otlp)
        {
            telemetry.UseOtlpExporter();
        }

        if (destinations.AzureMonitor is not null)
        {
            telemetry.UseAzureMonitorExporter(azure => Address(azure, destinations));
        }

        return telemetry;
    }

    /// <summary>Adds the meters of the chat and of its libraries.</summary>
    public static void Measure(MeterProviderBuilder metrics) =>
        metrics.AddMeter(ChatMeter.Name, "Npgsql", "System.Runtime");

    private static void Address(
        AzureMonitorExporterOptions azure,
        TelemetryDestinations destinations
    )
    {
        azure.ConnectionString = destinations.AzureMonitor;
        // The audit log must not be sampled.
        azure.EnableTraceBasedLogsSampler = false;
        if (destinations.IdentityClientId is { } clientId)
        {
            azure.Credential = Identities.Credential(clientId);
        }
    }

    /// <summary>The variables <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> override these values.</summary>
    private static void Describe(ResourceBuilder resource) =>
        resource
            .AddService(
                ServiceName,
                serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3)
            )
            .AddEnvironmentVariableDetector();

    private static void Trace(TracerProviderBuilder traces) =>
        traces
            .AddSource(ChatActivities.SourceName)
            .AddNpgsql()
            .AddRedisInstrumentation()
            .ConfigureRedisInstrumentation(FollowConnection)
            // An HTTP request outside of any span is polling by the host.
            .AddHttpClientInstrumentation(http =>
                http.FilterHttpRequestMessage = _ => Activity.Current?.Parent is not null
            );

    private static void FollowConnection(
        IServiceProvider services,
        StackExchangeRedisInstrumentation instrumentation
    ) =>
        services.GetRequiredService<RedisStore>().Connected += connection =>
            instrumentation.AddConnection(connection);

    private static void Log(OpenTelemetryLoggerOptions logs)
    {
        logs.IncludeScopes = true;
        logs.IncludeFormattedMessage = true;
    }
}

/// <summary>Destinations of telemetry. Without one, nothing is recorded.</summary>
/// <param name="Otlp">True if the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</param>
/// <param name="AzureMonitor">Connection string of Application Insights. Null if it is not used.</param>
/// <param name="IdentityClientId">Client id of the identity for Application Insights. Null if it needs no authentication.</param>
public sealed record TelemetryDestinations(
    bool Otlp,
    string? AzureMonitor,
    string? IdentityClientId
)
{
    public bool Any => Otlp || AzureMonitor is not null;

    public static TelemetryDestinations Of(IConfiguration configuration) =>
        new(
            Text(configuration, "OTEL_EXPORTER_OTLP_ENDPOINT") is not null,
            Text(configuration, "APPLICATIONINSIGHTS_CONNECTION_STRING"),
            Text(configuration, "ManagedIdentity:ClientId")
        );

    private static string? Text(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } text ? text : null;
}
