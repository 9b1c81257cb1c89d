using System.Diagnostics;
using DevChat.Domain.Announcements;
using DevChat.Domain.Redis;
using DevChat.Testing.Apps;

namespace DevChat.Tests.Unread;

public sealed class UnreadRecountGateTests(EmbeddedServers servers) : IAsyncLifetime
{
    private RedisStore? _redis;
    private int _rooms;

    private UnreadRecountGate Gate =>
        new(_redis ?? throw new InvalidOperationException("Redis is not open."));

    public async ValueTask InitializeAsync() =>
        _redis = (await servers.TakeCornerAsync()).OpenRedis();

    public ValueTask DisposeAsync() => _redis?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task The_first_change_is_counted_at_once_the_second_later_and_more_with_the_second()
    {
        var requested = await WithinTheRestAsync(async room =>
            [
                await Gate.RequestAsync(room),
                await Gate.RequestAsync(room),
                await Gate.RequestAsync(room),
                await Gate.RequestAsync(room),
            ]
        );

        Assert.Equal(AtOnce, requested[0]);
        Assert.Equal(UnreadRecountGate.Rest, requested[1]?.Delay);
        Assert.NotNull(requested[1]?.DeferredId);
        Assert.All(requested.Skip(2), Assert.Null);
    }

    [Fact]
    public async Task Rooms_are_limited_one_by_one()
    {
        await Gate.RequestAsync(NewRoom());

        Assert.Equal(AtOnce, await Gate.RequestAsync(NewRoom()));
    }

    [Fact]
    public async Task A_change_after_the_deferred_recount_has_begun_is_deferred_again()
    {
        var requested = await WithinTheRestAsync(async room =>
        {
            await Gate.RequestAsync(room);
            var deferred = await Gate.RequestAsync(room);
            await Gate.OpenAsync(room, deferred?.DeferredId ?? Guid.Empty);
            return [deferred, await Gate.RequestAsync(room), await Gate.RequestAsync(room)];
        });

        Assert.Equal(UnreadRecountGate.Rest, requested[1]?.Delay);
        Assert.NotNull(requested[1]?.DeferredId);
        Assert.NotEqual(requested[0]?.DeferredId, requested[1]?.DeferredId);
        Assert.Null(requested[2]);
    }

    [Fact]
    public async Task A_recount_with_another_id_opens_nothing()
    {
        var requested = await WithinTheRestAsync(async room =>
        {
            await Gate.RequestAsync(room);
            var deferred = await Gate.RequestAsync(room);
            await Gate.OpenAsync(room, Guid.CreateVersion7());
            return [deferred, await Gate.RequestAsync(room)];
        });

        Assert.NotNull(requested[0]?.DeferredId);
        Assert.Null(requested[1]);
    }

    [Fact]
    public async Task A_recount_that_is_delivered_twice_opens_the_gate_once()
    {
        var requested = await WithinTheRestAsync(async room =>
        {
            await Gate.RequestAsync(room);
            var first = await Gate.RequestAsync(room);
            await Gate.OpenAsync(room, first?.DeferredId ?? Guid.Empty);
            var second = await Gate.RequestAsync(room);
            await Gate.OpenAsync(room, first?.DeferredId ?? Guid.Empty);
            return [second, await Gate.RequestAsync(room)];
        });

        Assert.NotNull(requested[0]?.DeferredId);
        Assert.Null(requested[1]);
    }

    [Fact]
    public async Task Without_Redis_every_change_is_counted_at_once()
    {
        var corner = await servers.TakeCornerAsync() with { Redis = "127.0.0.1:1" };
        await using var away = corner.OpenRedis();
        var gate = new UnreadRecountGate(away);

        Assert.Equal(AtOnce, await gate.RequestAsync(1));
        await gate.OpenAsync(1, Guid.CreateVersion7());
        Assert.Equal(AtOnce, await gate.RequestAsync(1));
    }

    private static RequestedRecount AtOnce => new(TimeSpan.Zero, DeferredId: null);

    private int NewRoom() => ++_rooms;

    /// <summary>Repeats the requests with a new room if the machine was so busy that the room has rested meanwhile.</summary>
    private async Task<IReadOnlyList<RequestedRecount?>> WithinTheRestAsync(
        Func<int, Task<IReadOnlyList<RequestedRecount?>>> request
    )
    {
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            var requested = await request(NewRoom());
            if (Stopwatch.GetElapsedTime(started) < UnreadRecountGate.Rest)
            {
                return requested;
            }
        }
    }
}
