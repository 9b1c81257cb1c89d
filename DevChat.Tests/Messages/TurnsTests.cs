using DevChat.Domain.Messages;
using DevChat.Testing;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.Messages;

public sealed class TurnsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly Turns _turns;
    private readonly List<string> _sent = [];

    public TurnsTests() => _turns = new Turns(_clock);

    [Fact]
    public async Task Events_leave_in_the_order_of_the_turns()
    {
        var (first, second, third) = (_turns.Next(1), _turns.Next(1), _turns.Next(1));

        var all = Task.WhenAll(
            SendAsync(third, "third"),
            SendAsync(second, "second"),
            SendAsync(first, "first")
        );

        await Soon.Within(all);
        Assert.Equal(["first", "second", "third"], _sent);
    }

    [Fact]
    public async Task Rooms_do_not_wait_for_each_other()
    {
        _turns.Next(1);

        await Soon.Within(SendAsync(_turns.Next(2), "elsewhere"));

        Assert.Equal(["elsewhere"], _sent);
    }

    [Fact]
    public async Task An_event_waits_300_ms_for_one_that_does_not_leave()
    {
        _turns.Next(1);
        var next = SendAsync(_turns.Next(1), "next");

        _clock.Advance(Patience - Instant);
        Assert.Empty(_sent);
        _clock.Advance(Instant);

        await Soon.Within(next);
        Assert.Equal(["next"], _sent);
    }

    [Fact]
    public async Task After_the_wait_an_event_that_is_late_leaves_at_once()
    {
        var late = _turns.Next(1);
        var next = SendAsync(_turns.Next(1), "next");
        _clock.Advance(Patience);
        await Soon.Within(next);

        await Soon.Within(SendAsync(late, "late"));

        Assert.Equal(["next", "late"], _sent);
    }

    [Fact]
    public async Task A_failed_event_ends_its_turn()
    {
        var (first, second) = (_turns.Next(1), _turns.Next(1));

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            first.TakeAsync<int>(() => throw new HttpRequestException("away"))
        );

        await Soon.Within(SendAsync(second, "second"));
        Assert.Equal(["second"], _sent);
    }

    private Task<int> SendAsync(Turn turn, string text) =>
        turn.TakeAsync(() =>
        {
            _sent.Add(text);
            return _sent.Count;
        });
}
