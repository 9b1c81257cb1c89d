using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Telemetry;

/// <summary>Where telemetry goes. Without a destination nothing is recorded.</summary>
/// <param name="Otlp">To a collector, as the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says.</param>
/// <param name="AzureMonitor">Connection string of Application Insights; null: not there.</param>
public sealed record TelemetryDestinations(bool Otlp, string? AzureMonitor)
{
    public bool Any => Otlp || AzureMonitor is not null;

    public static TelemetryDestinations Of(IConfiguration configuration) =>
        new(
            !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]),
            configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 } text
                ? text
                : null
        );
}
