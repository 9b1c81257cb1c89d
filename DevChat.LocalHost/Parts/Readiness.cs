namespace DevChat.LocalHost.Parts;

/// <summary>Waits until a server that was just started answers.</summary>
internal static class Readiness
{
    // Recovering after a crash is part of some starts.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <param name="process">The server.</param>
    /// <param name="answers">Whether it answers its protocol; may throw while it does not listen.</param>
    /// <param name="time">Measures the limit.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>False when it ended, or took too long.</returns>
    public static async Task<bool> WaitAsync(
        SupervisedProcess process,
        Func<CancellationToken, Task<bool>> answers,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var started = time.GetTimestamp();
        while (!process.HasExited && time.GetElapsedTime(started) < Limit)
        {
            if (await AnswersAsync(answers, ct))
            {
                return true;
            }

            await Task.Delay(PollInterval, time, ct);
        }

        return false;
    }

    private static async Task<bool> AnswersAsync(
        Func<CancellationToken, Task<bool>> answers,
        CancellationToken ct
    )
    {
        try
        {
            return await answers(ct);
        }
        catch (Exception notYet) when (notYet is not PartsException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
