using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DevChat.Tests.LargeData;

/// <summary>Collects the plans that PostgreSQL sends as notices, which Npgsql logs.</summary>
internal sealed class PlanRecorder : ILoggerProvider, ILogger
{
    private const string Intro = "plan:\n";

    private readonly ConcurrentQueue<ExecutedPlan> _plans = new();

    public int Count => _plans.Count;

    public IReadOnlyList<ExecutedPlan> After(int count) => [.. _plans.Skip(count)];

    public ILogger CreateLogger(string categoryName) => this;

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
        var text = formatter(state, exception);
        var plan = text.IndexOf(Intro, StringComparison.Ordinal);
        if (text.StartsWith("Received notice: duration", StringComparison.Ordinal) && plan > 0)
        {
            _plans.Enqueue(ExecutedPlan.Parse(text[(plan + Intro.Length)..]));
        }
    }

    public void Dispose() { }
}
