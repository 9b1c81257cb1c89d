using System.Threading.Channels;
using DevChat.Testing;
using Microsoft.Extensions.Logging;

namespace DevChat.Tests.Host;

/// <summary>Everything a host has logged.</summary>
internal sealed class ProbeLog : ILoggerProvider
{
    private readonly Lock _entry = new();
    private readonly List<(LogLevel Level, string Text)> _entries = [];
    private readonly List<Channel<string>> _listeners = [];

    public IReadOnlyList<string> All => Where(_ => true);

    public IReadOnlyList<string> Errors => Where(level => level == LogLevel.Error);

    /// <summary>Waits until an entry contains the text.</summary>
    public Task ContainsAsync(string text) => Soon.Within(FindAsync(text));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() { }

    private async Task FindAsync(string text)
    {
        await foreach (var logged in Listen().Reader.ReadAllAsync(Soon.Token))
        {
            if (logged.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private List<string> Where(Func<LogLevel, bool> level)
    {
        lock (_entry)
        {
            return [.. _entries.Where(e => level(e.Level)).Select(e => e.Text)];
        }
    }

    /// <summary>What has been logged and what will be.</summary>
    private Channel<string> Listen()
    {
        var listener = Channel.CreateUnbounded<string>();
        lock (_entry)
        {
            _entries.ForEach(e => listener.Writer.TryWrite(e.Text));
            _listeners.Add(listener);
        }

        return listener;
    }

    private void Add(LogLevel level, string text)
    {
        lock (_entry)
        {
            _entries.Add((level, text));
            _listeners.ForEach(listener => listener.Writer.TryWrite(text));
        }
    }

    private sealed class Logger(ProbeLog log, string category) : ILogger
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
        ) => log.Add(logLevel, $"{category}: {formatter(state, exception)} {exception}");
    }
}
