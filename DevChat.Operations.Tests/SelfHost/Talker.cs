using System.Collections.Concurrent;
using DevChat.Testing;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>A member who says something ten times a second at most, by REST and by a realtime call in turn, until told to stop.</summary>
internal sealed class Talker : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly ChatMember _member;
    private readonly ConcurrentDictionary<long, string> _acknowledged;
    private readonly SemaphoreSlim _said = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _talk;

    /// <param name="member">Who talks, and does nothing else meanwhile.</param>
    /// <param name="acknowledged">Where what was acknowledged is noted, by seq.</param>
    public Talker(ChatMember member, ConcurrentDictionary<long, string> acknowledged)
    {
        (_member, _acknowledged) = (member, acknowledged);
        _talk = TalkAsync();
    }

    /// <summary>Returns when so many more messages are acknowledged; fails when the talk has failed.</summary>
    public async Task SaysAsync(int more)
    {
        for (var n = _said.CurrentCount + more; n > 0; n--)
        {
            var said = _said.WaitAsync(Soon.Patience);
            await await Task.WhenAny(said, _talk);
            Assert.True(await said, "Nothing was acknowledged any more.");
        }
    }

    /// <summary>Returns when what is being said is acknowledged; fails when the talk has failed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _talk;
        _stop.Dispose();
        _said.Dispose();
    }

    private async Task TalkAsync()
    {
        using var ticks = new PeriodicTimer(Pace);
        for (var n = 0; !_stop.IsCancellationRequested; n++)
        {
            await ticks.WaitForNextTickAsync(CancellationToken.None);
            var content = $"{n}: {Guid.CreateVersion7()}";
            var seq = await (
                n % 2 == 0 ? _member.SayAsync(content) : _member.CallOutAsync(content)
            );
            Assert.True(_acknowledged.TryAdd(seq, content));
            _said.Release();
        }
    }
}
