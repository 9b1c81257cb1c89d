using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DevChat.Testing.Logs;

/// <summary>Keeps everything that is logged, with its fields.</summary>
public sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();

    public IReadOnlyCollection<LogEntry> Entries => _entries;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<LogEntry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var fields = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            entries.Enqueue(
                new(
                    category,
                    logLevel,
                    eventId,
                    $"{formatter(state, exception)} {exception}",
                    fields.ToDictionary(field => field.Key, field => field.Value)
                )
            );
        }
    }
}
