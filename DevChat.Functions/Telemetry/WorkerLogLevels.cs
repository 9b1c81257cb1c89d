using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Telemetry;

/// <summary>
/// What the Functions worker logs: all that DevChat says from Information on, and warnings of everything else. The levels
/// in host.json are those of the Functions host; to the host all that the worker logs is of one category.
/// </summary>
public static class WorkerLogLevels
{
    /// <summary>The names that DevChat's categories begin with.</summary>
    private const string Own = "DevChat";

    /// <summary>Settings <c>Logging:LogLevel:…</c> win, whether they were added before or are later.</summary>
    public static void AddWorkerLogLevels(this ILoggingBuilder logging) =>
        logging.Services.Configure<LoggerFilterOptions>(filters =>
        {
            // Of rules for the same category the last one counts, so these come first.
            filters.Rules.Insert(0, Rule(category: null, LogLevel.Warning));
            filters.Rules.Insert(0, Rule(Own, LogLevel.Information));
        });

    private static LoggerFilterRule Rule(string? category, LogLevel level) =>
        new(providerName: null, category, level, filter: null);
}
