using DevChat.Domain.Errors;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Accounts;

/// <summary>
/// Limits how many passwords are hashed at once, on threads of their own, away from those that answer requests. More wait in
/// a queue of bounded length.
/// </summary>
public sealed class HashingLimiter(IOptions<PasswordOptions> options) : IDisposable
{
    /// <summary>Hashings that may wait for each that is under way: about 3 s at the default work factor.</summary>
    public const int QueuedPerRunning = 50;

    private readonly SemaphoreSlim _turns = new(options.Value.AtOnce);
    private int _count;

    /// <summary>Hashings that are under way or wait.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The most hashings that may be under way or wait.</summary>
    public int Capacity { get; } = options.Value.AtOnce * (1 + QueuedPerRunning);

    /// <summary>The result of the work, when its turn has come. <see cref="AccountErrors.Busy"/>, when the queue is full.</summary>
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

    /// <summary>The thread pool has few threads, and hashing would keep them from everything else.</summary>
    private static Task<T> OnOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(
            work,
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default
        );
}
