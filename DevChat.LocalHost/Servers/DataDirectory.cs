using System.Security.Cryptography;

namespace DevChat.LocalHost.Servers;

/// <summary>
/// One developer's data, held by one LocalHost at a time:
/// <c>postgres/ azurite/ logs/ run/</c> (ids of running servers), <c>secret</c> and <c>lock</c>.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private const int SecretBytes = 32;
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream taken)
    {
        Path = path;
        _lock = taken;
        SecretIsNew = !File.Exists(At("secret"));
        Secret = SecretIsNew ? NewSecret() : File.ReadAllText(At("secret"));
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>The password of all servers. They need one because other users of the machine reach 127.0.0.1 too.</summary>
    public string Secret { get; }

    /// <summary>True if this start created the secret, so no server has used it yet.</summary>
    public bool SecretIsNew { get; }

    /// <exception cref="ServerStartException">It cannot be written, or another LocalHost holds it.</exception>
    public static DataDirectory Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Make(full);
            MakePrivate(System.IO.Path.Combine(full, "logs"));
            MakePrivate(System.IO.Path.Combine(full, "run"));
            var taken = FileLock.TryTake(System.IO.Path.Combine(full, "lock"));
            return taken is null ? throw InUse(full) : new DataDirectory(full, taken);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new ServerStartException(
                $"The data directory {full} cannot be written by {Environment.UserName} ({error.Message}): "
                    + "change its permissions or name another one.",
                error
            );
        }
    }

    /// <summary>The full path of a file or folder in it.</summary>
    public string At(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>The full path of a new log. The previous log is renamed to <c>.previous</c>.</summary>
    public string NewLog(string name)
    {
        var log = At("logs", $"{name}.log");
        if (File.Exists(log))
        {
            File.Move(log, At("logs", $"{name}.previous.log"), overwrite: true);
        }

        return log;
    }

    /// <summary>Creates a folder in it that nobody else can access.</summary>
    /// <returns>Its full path.</returns>
    public string Folder(string name) => MakePrivate(At(name));

    public void Dispose() => _lock.Dispose();

    // As root one server runs as another user, who must be able to pass through the folder, but not to list it.
    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        const UnixFileMode mine =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var mode = Environment.IsPrivilegedProcess ? mine | UnixFileMode.OtherExecute : mine;
        Directory.CreateDirectory(path, mode);
    }

    private static string MakePrivate(string path)
    {
        Directory.CreateDirectory(path);
        UnixAccess.Close(path);
        return path;
    }

    private static ServerStartException InUse(string path) =>
        new(
            $"The data directory {path} is in use by another LocalHost: stop that one or name another data directory."
        );

    private string NewSecret()
    {
        var secret = RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true);
        // Renamed into place, so that the file is never half-written.
        PrivateFile.Write(At("secret.new"), secret);
        File.Move(At("secret.new"), At("secret"), overwrite: true);
        return secret;
    }
}

/// <summary>A file that one process holds at a time. The system releases it even if the process crashes.</summary>
public static class FileLock
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Null if another process holds it.</summary>
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

    /// <param name="path">The file. It is created if it does not exist.</param>
    /// <param name="waiting">Called once if another process holds it.</param>
    public static async Task<FileStream> TakeAsync(
        string path,
        Action waiting,
        CancellationToken cancellationToken
    )
    {
        var taken = TryTake(path);
        if (taken is null)
        {
            waiting();
        }

        while (taken is null)
        {
            await Task.Delay(PollInterval, cancellationToken);
            taken = TryTake(path);
        }

        return taken;
    }
}

/// <summary>Files that only their owner may read.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
