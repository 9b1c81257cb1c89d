using System.Diagnostics;

namespace DevChat.Testing;

/// <summary>Waits for an event within a limit. The limit is far longer than any event takes, so that only a failure reaches it.</summary>
public static class Soon
{
    /// <summary>A start of a program takes most of a minute on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Cancelled when the run is cancelled.</summary>
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <exception cref="TimeoutException">The task did not complete in time.</exception>
    public static Task Within(Task task) => task.WaitAsync(Patience, Token);

    /// <inheritdoc cref="Within(Task)"/>
    public static Task<T> Within<T>(Task<T> task) => task.WaitAsync(Patience, Token);

    /// <inheritdoc cref="Within(Task)"/>
    public static Task<T> Within<T>(ValueTask<T> task) => Within(task.AsTask());

    /// <summary>Asks again and again until the condition is true. For conditions that no event announces.</summary>
    /// <param name="description">The condition, for the message of a failure.</param>
    public static Task UntilAsync(Func<Task<bool>> condition, string description) =>
        UntilAsync(condition, holds => holds, description);

    /// <summary>Asks again and again until an answer satisfies the condition, and returns that answer.</summary>
    /// <param name="description">The condition, for the message of a failure.</param>
    public static async Task<T> UntilAsync<T>(
        Func<Task<T>> ask,
        Predicate<T> condition,
        string description
    )
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await ask();
        while (!condition(answer))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, description);
            await Task.Delay(PollInterval, Token);
            answer = await ask();
        }

        return answer;
    }
}
