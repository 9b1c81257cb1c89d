using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;

namespace DevChat.LocalHost.Http;

/// <summary>Believes a proxy about scheme, host and caller, but only when there is one: the framework's own setting says so.</summary>
internal static class Forwarding
{
    private const string Setting = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";

    public static void UseForwardingWhenConfigured(this WebApplication app)
    {
        if (!app.Configuration.GetValue<bool>(Setting))
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders =
                ForwardedHeaders.XForwardedFor
                | ForwardedHeaders.XForwardedProto
                | ForwardedHeaders.XForwardedHost,
        };
        // The proxy may have any address; whoever turns the setting on keeps other callers away.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        app.UseForwardedHeaders(options);
    }
}
