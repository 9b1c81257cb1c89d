namespace DevChat.Testing;

/// <summary>How long a test waits for what must happen: far longer than it takes, so that only a failure runs into it.</summary>
public static class Soon
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task Within(Task task) => task.WaitAsync(Patience, Token);

    public static Task<T> Within<T>(Task<T> task) => task.WaitAsync(Patience, Token);
}
