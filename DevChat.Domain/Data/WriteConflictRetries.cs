using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace DevChat.Domain.Data;

/// <summary>Repeats what <see cref="WriteConflicts"/> ended, five times at most. EF Core does everything through this.</summary>
internal sealed class WriteConflictRetries(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, MostRetries, LongestDelay)
{
    private const int MostRetries = 5;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(50);

    protected override bool ShouldRetryOn(Exception exception) => exception.IsWriteConflict();

    /// <summary>A random delay, so that those who met once do not meet again.</summary>
    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        base.GetNextDelay(lastException) is null ? null : LongestDelay * Random.Shared.NextDouble();
}
