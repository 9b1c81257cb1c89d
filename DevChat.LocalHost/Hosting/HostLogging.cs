using Microsoft.Extensions.Logging;

namespace DevChat.LocalHost.Hosting;

/// <summary>Where logs go and what never gets into them.</summary>
internal static class HostLogging
{
    public static void Add(
        ILoggingBuilder logging,
        HostSettings settings,
        Action<ILoggingBuilder>? destination
    )
    {
        logging.AddConfiguration(settings.Logging);
        if (destination is null)
            logging.AddSimpleConsole(console => console.SingleLine = true);
        else
            destination(logging);
        // Below warnings it writes whole addresses, and those of the hub carry access tokens.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // It calls an unknown target an error, which any client could fill the log with; we log our own.
        logging.AddFilter(
            "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher",
            LogLevel.Critical
        );
    }
}
