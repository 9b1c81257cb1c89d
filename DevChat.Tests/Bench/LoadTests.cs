using DevChat.Bench.Load;

namespace DevChat.Tests.Bench;

public sealed class LoadTests
{
    private const int Operations = 20;

    private static readonly TimeSpan End = TimeSpan.FromMilliseconds(Operations);

    [Fact]
    public async Task An_open_loop_starts_operations_while_the_server_stalls()
    {
        var answered = new TaskCompletionSource();
        var started = 0;

        // Every operation waits for the last one.
        await new OpenLoop(rate: 1000).RunAsync(
            new RunClock(TimeProvider.System),
            End,
            _ =>
            {
                if (Interlocked.Increment(ref started) == Operations)
                {
                    answered.SetResult();
                }

                return answered.Task;
            }
        );

        Assert.Equal(Operations, started);
    }

    [Fact]
    public async Task A_closed_loop_keeps_a_number_of_operations_in_flight()
    {
        var inFlight = 0;
        var most = 0;

        await new ClosedLoop(inFlight: 3).RunAsync(
            new RunClock(TimeProvider.System),
            End,
            async _ =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref inFlight));
                await Task.Yield();
                Interlocked.Decrement(ref inFlight);
            }
        );

        Assert.InRange(most, 1, 3);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; )
        {
            seen = Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
