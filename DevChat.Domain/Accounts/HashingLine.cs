using DevChat.Domain.Errors;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Accounts;

/// <summary>
/// Bounds how many passwords are hashed at once, on threads of their own, away from those that answer requests. More wait in
/// a line of bounded length.
/// </summary>
public sealed class HashingLine(IOptions<PasswordOptions> options) : IDisposable
{
    /// <summary>Waiting for each that is under way: some 3 s at the default work factor.</summary>
    public const int WaitingPerTurn = 50;

    private readonly SemaphoreSlim _turns = new(options.Value.AtOnce);
    private int _present;

    /// <summary>Hashings that are under way or wait.</summary>
    public int Present => Volatile.Read(ref _present);

    /// <summary>How many there is room for.</summary>
    public int Room { get; } = options.Value.AtOnce * (1 + WaitingPerTurn);

    /// <summary>The result of the work, when its turn has come. <see cref="AccountErrors.Busy"/>, when the line is full.</summary>
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
            Interlocked.Decrement(ref _present);
        }
    }

    public void Dispose() => _turns.Dispose();

    private void Enter()
    {
        if (Interlocked.Increment(ref _present) > Room)
        {
            Interlocked.Decrement(ref _present);
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
