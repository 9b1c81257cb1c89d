using DevChat.Domain.Errors;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Accounts;

/// <summary>
/// Limits the number of passwords that are hashed in parallel. Hashing runs on its own threads, so that it does not
/// block the threads that answer requests. Further work waits in a bounded queue.
/// </summary>
public sealed class HashingLimiter(IOptions<PasswordOptions> options) : IDisposable
{
    /// <summary>Queue places for each running hash: about 3 s of waiting at the default work factor.</summary>
    public const int QueuedPerRunning = 50;

    private readonly SemaphoreSlim _turns = new(options.Value.AtOnce);
    private int _count;

    /// <summary>Number of running and waiting hashes.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Maximum number of running and waiting hashes.</summary>
    public int Capacity { get; } = options.Value.AtOnce * (1 + QueuedPerRunning);

    /// <summary>
    /// Runs the work when its turn has come and returns its result. Throws <see cref="AccountErrors.Busy"/> if the
    /// queue is full.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            await _turns.WaitAsync(cancellationToken);
            try
            {
                return await OnOwnThread(work);
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    public void Dispose() => _turns.Dispose();

    private void Enter()
    {
        if (Interlocked.Increment(ref _count) > Capacity)
        {
            Interlocked.Decrement(ref _count);
            throw new RefusedException(AccountErrors.Busy);
        }
    }

    /// <summary>The thread pool has few threads. Hashing on them would delay all other work.</summary>
    private static Task<T> OnOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(
            work,
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default
        );
}
