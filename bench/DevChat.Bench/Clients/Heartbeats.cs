using System.Collections.Concurrent;

namespace DevChat.Bench.Clients;

/// <summary>
/// Repeats the heartbeats of connections until it is disposed. Without them, users would go offline while the connections
/// of others are opened.
/// </summary>
internal sealed class Heartbeats(TimeSpan interval) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _running = [];

    public void Add(ChatConnection connection) => _running.Add(RepeatAsync(connection));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    private async Task RepeatAsync(ChatConnection connection)
    {
        using var ticks = new PeriodicTimer(interval);
        using var stopped = _stop.Token.Register(ticks.Dispose);
        while (await ticks.WaitForNextTickAsync())
        {
            await connection.HeartbeatAsync();
        }
    }
}
