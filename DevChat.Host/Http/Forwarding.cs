using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;

namespace DevChat.Host.Http;

/// <summary>
/// Takes scheme and host from the headers of a proxy, but only if the framework's own setting says that there is one.
/// The app itself reads the client address from X-Forwarded-For, in the same way on both hosts
/// (<c>ClientAddress:TrustedProxies</c>).
/// </summary>
internal static class Forwarding
{
    private const string Setting = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";

    /// <summary>The failure of a setting that cannot be parsed. Empty if there is none.</summary>
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
        // The proxy may have any address. The setting is for hosts that only the proxy can reach.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        app.UseForwardedHeaders(options);
    }
}
