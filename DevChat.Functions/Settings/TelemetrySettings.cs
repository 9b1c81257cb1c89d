using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>Checks on the destinations of telemetry, because the exporters do not report a wrong address.</summary>
internal static class TelemetrySettings
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly ConnectionSetting ApplicationInsights = new(
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "it is the connection string of an Application Insights resource, e.g. InstrumentationKey=…;IngestionEndpoint=https://…",
        HasWeakKey
    );

    public static IEnumerable<string> Failures(IConfiguration configuration)
    {
        if (configuration[Collector] is { Length: > 0 } text && !IsAddress(text))
        {
            yield return $"{Collector} is not an address that begins with http:// or https://, e.g. http://127.0.0.1:4317.";
        }

        foreach (var failure in ApplicationInsights.Failures(configuration))
        {
            yield return failure;
        }
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    /// <summary>Always false: the key only identifies the resource and is not a secret.</summary>
    private static bool HasWeakKey(string text)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = text };
        _ = Guid.Parse((string)parts["InstrumentationKey"]);
        if (
            parts.TryGetValue("IngestionEndpoint", out var endpoint) && !IsAddress((string)endpoint)
        )
        {
            throw new FormatException();
        }

        return false;
    }
}
