using System.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Data;

internal static class Transactions
{
    /// <summary>
    /// Runs a statement that returns no rows, and repeats it after a write conflict. Returns the number of changed
    /// rows.
    /// </summary>
    public static Task<int> ExecuteAsync(
        this ChatDbContext database,
        FormattableString sql,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
#pragma warning disable RS0030 // This method repeats it after a conflict.
                cancellation => database.Database.ExecuteSqlAsync(sql, cancellation),
#pragma warning restore RS0030
                cancellationToken
            );

    /// <summary>
    /// Runs the work in one transaction (READ COMMITTED: each statement sees what was committed before it). After a
    /// write conflict the whole work is repeated, so it must have no other effects.
    /// </summary>
    public static Task<T> InTransactionAsync<T>(
        this ChatDbContext database,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    ) => database.InTransactionAsync(IsolationLevel.ReadCommitted, work, cancellationToken);

    /// <summary>Runs statements that all see the same snapshot, which the first one takes.</summary>
    public static Task<T> InSnapshotAsync<T>(
        this ChatDbContext database,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    ) => database.InTransactionAsync(IsolationLevel.RepeatableRead, work, cancellationToken);

    private static Task<T> InTransactionAsync<T>(
        this ChatDbContext database,
        IsolationLevel isolation,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                async cancellation =>
                {
                    await using var transaction = await database.Database.BeginTransactionAsync(
                        isolation,
                        cancellation
                    );
                    var result = await work(cancellation);
                    // Not cancelled: the work is done, and a caller that has left does not undo it.
                    await transaction.CommitAsync(CancellationToken.None);
                    return result;
                },
                cancellationToken
            );
}
