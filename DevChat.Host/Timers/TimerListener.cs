using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Timers;

/// <summary>Runs one timer by its schedule while this host holds its lease.</summary>
internal sealed class TimerListener(
    TimerFunction timer,
    HostBlobs blobs,
    TimerStatusStore statuses,
    TimeProvider clock,
    OutageLog outage
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Longer delays than a .NET timer supports are split.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    /// <summary>A lease that is lost and acquired again does not count as a startup.</summary>
    private bool _hasFollowed;

    /// <summary>Runs until <paramref name="stopping"/>. Continues after an outage of storage.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await FollowWhileHeldAsync(stopping);
                await Task.Delay(Pause, clock, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        }
    }

    private async Task FollowWhileHeldAsync(CancellationToken stopping)
    {
        try
        {
            await using var lease = await AcquireAsync(stopping);
            outage.Succeeded();
            if (lease is null)
            {
                return;
            }

            using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Lost);
            await FollowScheduleAsync(held.Token);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            outage.Failed(failure);
        }
    }

    private async Task<TimerLease?> AcquireAsync(CancellationToken stopping)
    {
        await blobs.CreateAsync(stopping);
        return await TimerLease.TryAcquireAsync(blobs.Lock(timer.Name), clock, stopping);
    }

    private async Task FollowScheduleAsync(CancellationToken held)
    {
        var now = clock.GetUtcNow();
        var status = await StatusAsync(now, held);
        var isPastDue = status is not null && Due(status) <= now;
        var runsOnStartup = timer.RunOnStartup && !_hasFollowed;
        _hasFollowed = true;
        if (isPastDue || runsOnStartup)
        {
            status = await RunAsync(now, status, isPastDue, held);
        }

        var occurrence = now;
        while (true)
        {
            occurrence = timer.Schedule.Next(Later(occurrence, clock.GetUtcNow()));
            await WaitUntilAsync(occurrence, held);
            status = await RunAsync(occurrence, status, isPastDue: false, held);
        }
    }

    /// <summary>The stored status. Null for a timer without monitor. For a new timer, counting begins now.</summary>
    private async Task<ScheduleStatus?> StatusAsync(DateTimeOffset now, CancellationToken held)
    {
        if (!timer.IsMonitored(now))
        {
            return null;
        }

        if (await statuses.ReadAsync(timer.Name, held) is { } known)
        {
            return known;
        }

        var first = StatusAfter(now, last: default);
        await statuses.WriteAsync(timer.Name, first, held);
        return first;
    }

    private async Task<ScheduleStatus?> RunAsync(
        DateTimeOffset occurrence,
        ScheduleStatus? status,
        bool isPastDue,
        CancellationToken held
    )
    {
        var info = new TimerInfo { ScheduleStatus = status, IsPastDue = isPastDue };
        await timer.TryRunAsync(info, held);
        if (status is null)
        {
            return null;
        }

        var after = StatusAfter(Later(occurrence, clock.GetUtcNow()), occurrence.UtcDateTime);
        await statuses.WriteAsync(timer.Name, after, held);
        return after;
    }

    private ScheduleStatus StatusAfter(DateTimeOffset instant, DateTime last) =>
        new()
        {
            Last = last,
            Next = timer.Schedule.Next(instant).UtcDateTime,
            LastUpdated = instant.UtcDateTime,
        };

    /// <summary>
    /// Calculated from the last update instead of the stored status, so that the schedule may change between two
    /// starts.
    /// </summary>
    private DateTimeOffset Due(ScheduleStatus status) =>
        timer.Schedule.Next(new(status.LastUpdated, TimeSpan.Zero));

    private async Task WaitUntilAsync(DateTimeOffset occurrence, CancellationToken held)
    {
        while (occurrence - clock.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < LongestDelay ? left : LongestDelay, clock, held);
        }
    }

    /// <summary>If the clock is behind the timer, one occurrence must not run twice.</summary>
    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) =>
        one > other ? one : other;
}
