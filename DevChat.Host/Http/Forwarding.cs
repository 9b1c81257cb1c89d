using Microsoft.AspNetCore.HttpOverrides;

namespace DevChat.Host.Http;

/// <summary>
/// Believes a proxy about scheme and host, but only when there is one: the framework's own setting says so. The caller's address is
/// left to the app, which reads X-Forwarded-For itself, the same on both hosts (<c>ClientAddress:TrustedProxies</c>).
/// </summary>
internal static class Forwarding
{
    private const string Setting = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";

    /// <summary>The reason why the setting cannot be read, if there is one.</summary>
    public static IEnumerable<string> Failures(IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration[Setting]) || bool.TryParse(configuration[Setting], out _)
            ? []
            : [$"{Setting} cannot be read: it is true or false."];

    public static void UseForwardingWhenConfigured(this WebApplication app)
    {
        if (!app.Configuration.GetValue<bool>(Setting))
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        // The proxy may have any address; the setting is for hosts that only the proxy can reach.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        app.UseForwardedHeaders(options);
    }
}
