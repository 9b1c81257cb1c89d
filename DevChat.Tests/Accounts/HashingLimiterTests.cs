using System.Collections.Concurrent;
using DevChat.Domain.Accounts;
using DevChat.Domain.Errors;
using Microsoft.Extensions.Options;

namespace DevChat.Tests.Accounts;

public sealed class HashingLimiterTests : IDisposable
{
    private const int AtOnce = 2;

    private readonly HashingLimiter _line = new(
        Options.Create(new PasswordOptions { AtOnce = AtOnce })
    );
    private readonly ManualResetEventSlim _open = new();

    public void Dispose()
    {
        _open.Dispose();
        _line.Dispose();
    }

    [Fact]
    public async Task So_many_run_at_once_and_no_more()
    {
        var (running, counts) = (0, new ConcurrentBag<int>());
        var all = Enumerable
            .Range(0, 20)
            .Select(_ =>
                _line.RunAsync(
                    () =>
                    {
                        counts.Add(Interlocked.Increment(ref running));
                        _open.Wait();
                        return Interlocked.Decrement(ref running);
                    },
                    CancellationToken.None
                )
            )
            .ToList();

        _open.Set();
        await Task.WhenAll(all);

        Assert.Equal(20, counts.Count);
        Assert.InRange(counts.Max(), 1, AtOnce);
        Assert.Equal(0, _line.Count);
    }

    [Fact]
    public async Task They_run_on_threads_that_answer_no_requests() =>
        Assert.False(
            await _line.RunAsync(
                () => Thread.CurrentThread.IsThreadPoolThread,
                CancellationToken.None
            )
        );

    [Fact]
    public async Task When_the_line_is_full_the_next_one_is_refused_until_somebody_leaves()
    {
        using var cancellation = new CancellationTokenSource();
        var present = Enumerable
            .Range(0, _line.Capacity - 1)
            .Select(_ => WaitAsync(CancellationToken.None))
            .ToList();
        var last = WaitAsync(cancellation.Token);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            WaitAsync(CancellationToken.None)
        );
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
        var admitted = WaitAsync(CancellationToken.None);

        Assert.Equal(AccountErrors.Busy, refused.Error);
        Assert.Equal(_line.Capacity, _line.Count);
        _open.Set();
        await Task.WhenAll([.. present, admitted]);
        Assert.Equal(0, _line.Count);
    }

    [Fact]
    public async Task Work_that_fails_makes_room_for_the_next()
    {
        for (var i = 0; i <= AtOnce; i++)
        {
            await Assert.ThrowsAsync<FormatException>(() =>
                _line.RunAsync<int>(() => throw new FormatException(), CancellationToken.None)
            );
        }

        Assert.Equal(0, _line.Count);
    }

    private Task<int> WaitAsync(CancellationToken cancellationToken) =>
        _line.RunAsync(
            () =>
            {
                _open.Wait(CancellationToken.None);
                return 0;
            },
            cancellationToken
        );
}
