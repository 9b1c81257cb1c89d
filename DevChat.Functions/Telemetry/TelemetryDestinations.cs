using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Telemetry;

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
