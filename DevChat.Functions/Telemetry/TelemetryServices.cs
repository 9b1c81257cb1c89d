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

/// <summary>Traces, metrics and logs by OpenTelemetry: what both hosts record, and where it goes.</summary>
public static class TelemetryServices
{
    private const string ServiceName = "devchat";

    /// <summary>Records what goes to <see cref="TelemetryDestinations"/>. A host adds what only it can see.</summary>
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

    /// <summary>The chat's own meter and those of its libraries.</summary>
    public static void Measure(MeterProviderBuilder metrics) =>
        metrics.AddMeter(ChatMeter.Name, "Npgsql", "System.Runtime");

    private static void Address(
        AzureMonitorExporterOptions azure,
        TelemetryDestinations destinations
    )
    {
        azure.ConnectionString = destinations.AzureMonitor;
        // The audit log is not for sampling.
        azure.EnableTraceBasedLogsSampler = false;
        if (destinations.IdentityClientId is { } clientId)
        {
            azure.Credential = Identities.Credential(clientId);
        }
    }

    /// <summary>The variables <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> win.</summary>
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
            // A request outside of any span is a host's own polling.
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

/// <summary>Where telemetry goes. Without a destination nothing is recorded.</summary>
/// <param name="Otlp">To a collector, as the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says.</param>
/// <param name="AzureMonitor">Connection string of Application Insights; null: not there.</param>
/// <param name="IdentityClientId">Client id of the identity that signs in there; null: nobody has to.</param>
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
