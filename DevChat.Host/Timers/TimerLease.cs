using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace DevChat.Host.Timers;

/// <summary>The right to run a timer. One host holds it at a time and renews it while it runs.</summary>
internal sealed class TimerLease : IAsyncDisposable
{
    /// <summary>
    /// Time after which another host can take the lease of a crashed host. It is the shortest that storage supports.
    /// </summary>
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    private readonly BlobLeaseClient _lease;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _renewing;

    private TimerLease(BlobLeaseClient lease, TimeProvider clock)
    {
        _lease = lease;
        _clock = clock;
        _renewing = RenewAsync();
    }

    /// <summary>Cancelled if the lease could not be renewed. Another host may then hold it.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>The lease. Null while another host holds it.</summary>
    /// <exception cref="RequestFailedException">Storage is out of reach.</exception>
    public static async Task<TimerLease?> TryAcquireAsync(
        BlobClient blob,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var lease = blob.GetBlobLeaseClient();
        try
        {
            await CreateAsync(blob, cancellationToken);
            // Not cancelled: if the request succeeded after a cancellation, nobody would release the lease.
            await lease.AcquireAsync(Length, cancellationToken: CancellationToken.None);
            return new(lease, clock);
        }
        catch (RequestFailedException taken)
            when (taken.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        await ReleaseAsync();
        _ended.Dispose();
        _lost.Dispose();
    }

    private static async Task CreateAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        if (!await blob.ExistsAsync(cancellationToken))
        {
            await blob.UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
        }
    }

    private async Task RenewAsync()
    {
        var renewed = _clock.GetUtcNow();
        try
        {
            while (true)
            {
                await Task.Delay(Length / 3, _clock, _ended.Token);
                renewed = await RenewOnceAsync(renewed);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested) { }
        catch (Exception)
        {
            await _lost.CancelAsync();
        }
    }

    /// <summary>A failed renewal is fatal only if no time is left for another attempt before the lease expires.</summary>
    private async Task<DateTimeOffset> RenewOnceAsync(DateTimeOffset renewed)
    {
        var now = _clock.GetUtcNow();
        try
        {
            await _lease.RenewAsync(cancellationToken: _ended.Token);
            return now;
        }
        catch (Exception failure)
            when (failure is RequestFailedException { Status: 0 or >= 500 } or AggregateException
                && now - renewed < Length / 2
            )
        {
            return renewed;
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            await _lease.ReleaseAsync();
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            // The lease then expires by itself.
        }
    }
}
