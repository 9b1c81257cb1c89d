using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DevChat.Testing.Logs;

/// <summary>Keeps the entries of a log, with their fields.</summary>
/// <param name="minimum">Entries below this level are not kept.</param>
public sealed class LogRecorder(LogLevel minimum = LogLevel.Trace) : ILoggerProvider
{
    private readonly LogLevel _minimum = minimum;
    private readonly Lock _adding = new();
    private readonly List<LogEntry> _entries = [];
    private readonly Channel<LogEntry> _unread = Channel.CreateUnbounded<LogEntry>();
    private TaskCompletionSource _added = NewSignal();

    public IReadOnlyList<LogEntry> Entries
    {
        get
        {
            lock (_adding)
            {
                return [.. _entries];
            }
        }
    }

    public IReadOnlyList<LogEntry> Errors =>
        [.. Entries.Where(entry => entry.Level >= LogLevel.Error)];

    /// <summary>The first entry that this method has not returned yet; waits for it if necessary.</summary>
    public Task<LogEntry> NextAsync() => Soon.Within(_unread.Reader.ReadAsync());

    /// <summary>Waits until an entry contains the text.</summary>
    public Task ContainsAsync(string text) => Soon.Within(FindAsync(text));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() { }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task FindAsync(string text)
    {
        for (var read = 0; ; read++)
        {
            if ((await EntryAsync(read)).Text.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private async Task<LogEntry> EntryAsync(int index)
    {
        while (true)
        {
            Task added;
            lock (_adding)
            {
                if (index < _entries.Count)
                {
                    return _entries[index];
                }

                added = _added.Task;
            }

            await added;
        }
    }

    private void Add(LogEntry entry)
    {
        TaskCompletionSource added;
        lock (_adding)
        {
            _entries.Add(entry);
            _unread.Writer.TryWrite(entry);
            (added, _added) = (_added, NewSignal());
        }

        added.SetResult();
    }

    private sealed class Logger(LogRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= recorder._minimum;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var fields = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            var message = formatter(state, exception);
            recorder.Add(new(category, logLevel, eventId, message, exception, Index(fields)));
        }

        /// <summary>Of fields with the same name, the last one counts.</summary>
        private static Dictionary<string, object?> Index(
            IEnumerable<KeyValuePair<string, object?>> fields
        )
        {
            var byName = new Dictionary<string, object?>();
            foreach (var (name, value) in fields)
            {
                byName[name] = value;
            }

            return byName;
        }
    }
}
