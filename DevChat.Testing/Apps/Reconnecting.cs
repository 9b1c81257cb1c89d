using System.Collections.Concurrent;
using System.Text.Json;
using DevChat.Testing.Contract;
using Microsoft.AspNetCore.Http.Connections;

namespace DevChat.Testing.Apps;

/// <summary>Loops that connect with one grant, again and again.</summary>
public sealed class Reconnecting : IAsyncDisposable
{
    private const int Loops = 16;

    private readonly ConcurrentBag<int> _rooms = [];
    private readonly TaskCompletionSource _stop = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly CountdownEvent _missing = new(Loops);
    private readonly TaskCompletionSource _all = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Task _loops;
    private int _opened;

    public Reconnecting(JsonElement grant, HttpTransportType transport) =>
        _loops = Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => LoopAsync(grant, transport)));

    public int Opened => _opened;

    public Task AllConnectedAsync() => Soon.Within(_all.Task);

    /// <summary>The rooms of all <c>chatroom-created</c> events that the connections received.</summary>
    public async Task<IReadOnlyCollection<int>> StopAsync()
    {
        _stop.TrySetResult();
        await _loops;
        return _rooms;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _missing.Dispose();
    }

    private async Task LoopAsync(JsonElement grant, HttpTransportType transport)
    {
        var isFirst = true;
        while (!_stop.Task.IsCompleted)
        {
            try
            {
                await using var connection = await TestConnection.OpenAsync(grant, transport);
                await ListenAsync(connection, isFirst);
                isFirst = false;
            }
            catch (Exception refusal) when (!isFirst)
            {
                // The kind of refusal does not matter here.
                Assert.NotNull(refusal.Message);
            }
        }
    }

    private async Task ListenAsync(TestConnection connection, bool isFirst)
    {
        Interlocked.Increment(ref _opened);
        if (isFirst && _missing.Signal())
        {
            _all.TrySetResult();
        }

        await Task.WhenAny(connection.ClosedAsync(), _stop.Task);
        foreach (var room in connection.Waiting("chatroom-created"))
        {
            _rooms.Add(room.Id());
        }
    }
}
