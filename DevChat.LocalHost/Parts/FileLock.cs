namespace DevChat.LocalHost.Parts;

/// <summary>A file that one process holds at a time. The system lets go of it however the process ends.</summary>
internal static class FileLock
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Null when another process holds it.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(
                path,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException error) when (Held.Contains(error.HResult))
        {
            return null;
        }
    }

    /// <param name="path">The file; made when missing.</param>
    /// <param name="waiting">Called once when another process holds it.</param>
    public static async Task<FileStream> TakeAsync(
        string path,
        Action waiting,
        CancellationToken ct
    )
    {
        var taken = TryTake(path);
        if (taken is null)
        {
            waiting();
        }

        while (taken is null)
        {
            await Task.Delay(PollInterval, ct);
            taken = TryTake(path);
        }

        return taken;
    }
}
