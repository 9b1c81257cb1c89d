using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DevChat.Host.Http;

/// <summary>How the server is set up.</summary>
internal static class KestrelLimits
{
    /// <summary>
    /// Well above the 256 KiB that the app itself allows, so that the app gives the answer, and low enough that the rest
    /// of a body nobody reads costs nothing.
    /// </summary>
    private const long LargestBody = 1024 * 1024;

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
    }
}
