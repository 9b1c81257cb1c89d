using DevChat.Host.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace DevChat.Host;

/// <summary>Configures the destination of logs and filters out some log lines.</summary>
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
        // Below Warning it logs full URLs, and the URLs of the hub contain access tokens.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // It logs an unknown target as an error, so any client could fill the log. Our own log covers this case.
        logging.AddFilter(
            "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher",
            LogLevel.Critical
        );
    }

    /// <summary>Logs lines for people. <c>logging:console:formatterName</c> = <c>json</c> switches to JSON.</summary>
    private static void AddConsole(ILoggingBuilder logging)
    {
        logging.AddConsole();
        // The console logger ignores the formatter's options if no formatter name is set.
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.FormatterName ??= ConsoleFormatterNames.Simple
        );
        logging.Services.Configure<SimpleConsoleFormatterOptions>(line => line.SingleLine = true);
    }
}
