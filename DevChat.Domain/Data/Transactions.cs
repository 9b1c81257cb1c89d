using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Data;

internal static class Transactions
{
    /// <summary>Runs a statement that returns no rows, again after a conflict with others. Returns how many rows it changed.</summary>
    public static Task<int> ExecuteAsync(
        this ChatDbContext database,
        FormattableString sql,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
#pragma warning disable RS0030 // This is the one place that repeats it.
                cancellation => database.Database.ExecuteSqlAsync(sql, cancellation),
#pragma warning restore RS0030
                cancellationToken
            );

    /// <summary>
    /// Does the work in one transaction, each statement of which sees what was committed before it. After a conflict with
    /// others all of it is repeated, so the work does nothing that must not happen twice.
    /// </summary>
    public static Task<T> InTransactionAsync<T>(
        this ChatDbContext database,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                async cancellation =>
                {
                    await using var transaction = await database.Database.BeginTransactionAsync(
                        cancellation
                    );
                    var result = await work(cancellation);
                    await transaction.CommitAsync(cancellation);
                    return result;
                },
                cancellationToken
            );
}
