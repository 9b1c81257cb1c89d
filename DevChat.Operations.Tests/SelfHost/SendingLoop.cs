using System.Collections.Concurrent;
using DevChat.Testing;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>Sends a message ten times a second at most, over REST and by a realtime call in turn, until it is disposed.</summary>
internal sealed class SendingLoop : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly ChatParticipant _member;
    private readonly ConcurrentDictionary<long, string> _acknowledged;
    private readonly SemaphoreSlim _sent = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <param name="member">The sender, which does nothing else meanwhile.</param>
    /// <param name="acknowledged">Receives the acknowledged messages, by seq.</param>
    public SendingLoop(ChatParticipant member, ConcurrentDictionary<long, string> acknowledged)
    {
        (_member, _acknowledged) = (member, acknowledged);
        _loop = RunAsync();
    }

    /// <summary>Waits for so many more acknowledgements. Fails when a send has failed.</summary>
    public async Task AcknowledgedAsync(int more)
    {
        for (var n = _sent.CurrentCount + more; n > 0; n--)
        {
            var sent = _sent.WaitAsync(Soon.Patience);
            await await Task.WhenAny(sent, _loop);
            Assert.True(await sent, "Nothing was acknowledged any more.");
        }
    }

    /// <summary>Waits for the acknowledgement of the current message. Fails when a send has failed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _sent.Dispose();
    }

    private async Task RunAsync()
    {
        using var ticks = new PeriodicTimer(Pace);
        for (var n = 0; !_stop.IsCancellationRequested; n++)
        {
            await ticks.WaitForNextTickAsync(CancellationToken.None);
            var content = $"{n}: {Guid.CreateVersion7()}";
            var seq = await (
                n % 2 == 0 ? _member.SendAsync(content) : _member.SendOverRealtimeAsync(content)
            );
            Assert.True(_acknowledged.TryAdd(seq, content));
            _sent.Release();
        }
    }
}
