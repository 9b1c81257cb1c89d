using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Telemetry;

/// <summary>
/// Log levels of the Functions worker: Information for DevChat, Warning for everything else. The levels in host.json do
/// not apply here: they belong to the Functions host, which sees all logs of the worker as one category.
/// </summary>
public static class WorkerLogLevels
{
    /// <summary>Prefix of DevChat's log categories.</summary>
    private const string Own = "DevChat";

    /// <summary>Settings <c>Logging:LogLevel:…</c> override these levels, whether they are added earlier or later.</summary>
    public static void AddWorkerLogLevels(this ILoggingBuilder logging) =>
        logging.Services.Configure<LoggerFilterOptions>(filters =>
        {
            // If several rules match a category equally well, the last one applies. So these rules come first.
            filters.Rules.Insert(0, Rule(category: null, LogLevel.Warning));
            filters.Rules.Insert(0, Rule(Own, LogLevel.Information));
        });

    private static LoggerFilterRule Rule(string? category, LogLevel level) =>
        new(providerName: null, category, level, filter: null);
}
