using DevChat.Host.Runtime;
using Microsoft.Extensions.Logging.Console;

namespace DevChat.Host;

/// <summary>The destination of logs, and the lines that are kept out of them.</summary>
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
        {
            AddConsole(logging);
        }
        else
        {
            destination(logging);
        }
        // Below warnings it writes whole addresses, and those of the hub carry access tokens.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // It calls an unknown target an error, which any client could fill the log with; we log our own.
        logging.AddFilter(
            "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher",
            LogLevel.Critical
        );
    }

    /// <summary>A line for people; <c>logging:console:formatterName</c> may be <c>json</c>, for machines.</summary>
    private static void AddConsole(ILoggingBuilder logging)
    {
        logging.AddConsole();
        // Without a name the formatter's own options are not heeded.
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.FormatterName ??= ConsoleFormatterNames.Simple
        );
        logging.Services.Configure<SimpleConsoleFormatterOptions>(line => line.SingleLine = true);
    }
}
