using DevChat.Host.Runtime;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DevChat.Host.Http;

/// <summary>Limits of the web server.</summary>
internal static class KestrelLimits
{
    /// <summary>
    /// Larger than the app's own limit of 256 KiB, so that the app can answer with its own error. Small enough that
    /// reading the rest of a refused body costs little.
    /// </summary>
    private const long LargestBody = 1024 * 1024;

    public static void Apply(KestrelServerOptions kestrel, HostLimits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = limits.HttpConnections;
        kestrel.Limits.RequestHeadersTimeout = limits.HeadTime;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
    }
}
