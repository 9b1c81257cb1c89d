using System.Runtime.InteropServices;

namespace DevChat.LocalHost.Servers;

/// <summary>Permissions of files and folders. Does nothing on Windows.</summary>
public static class UnixAccess
{
    private const UnixFileMode Read = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Execute = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Lets everyone read files, run programs and list folders.</summary>
    public static void Open(params IEnumerable<string> paths)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var path in paths)
        {
            var mode = File.GetUnixFileMode(path);
            var execute = mode.HasFlag(UnixFileMode.UserExecute) ? Execute : UnixFileMode.None;
            File.SetUnixFileMode(path, mode | Read | execute);
        }
    }

    /// <summary>Forbids all other users to access a folder.</summary>
    public static void Close(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }
    }

    /// <summary>True if every user may pass through a folder and its parents.</summary>
    public static bool IsReachable(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (!OperatingSystem.IsWindows() && !at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>The user that PostgreSQL runs as when LocalHost runs as root, because PostgreSQL refuses to run as root.</summary>
public sealed record UnprivilegedUser(string Name, int UserId, int GroupId)
{
    private const int Nobody = 65534;

    /// <summary>Null if this process is not root, so it can run PostgreSQL itself.</summary>
    public static UnprivilegedUser? ForThisProcess() =>
        OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess ? null : Find();

    /// <summary>Makes this user the owner of a file or folder.</summary>
    /// <exception cref="ServerStartException">The file system knows no owners.</exception>
    public void Own(string path)
    {
        if (Libc.ChangeOwner(path, UserId, GroupId) != 0)
        {
            throw new ServerStartException(
                $"{path} cannot be given to the user {Name}, whom PostgreSQL needs because it refuses to run as root: "
                    + "choose a data directory on a file system with Unix owners, or run as an ordinary user."
            );
        }
    }

    private static UnprivilegedUser Find()
    {
        var accounts = File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3)
            .ToLookup(fields => fields[0]);
        var account = accounts["postgres"].Concat(accounts["nobody"]).FirstOrDefault();
        return account is null
            ? new UnprivilegedUser("nobody", Nobody, Nobody)
            : new UnprivilegedUser(account[0], Number(account[2]), Number(account[3]));
    }

    private static int Number(string field) =>
        int.Parse(field, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The two system calls of Unix that .NET has no method for. Both return 0 or -1.</summary>
public static class Libc
{
    public const int SignalInterrupt = 2;
    public const int SignalTerminate = 15;

    public static int Signal(int processId, int signal) => Kill(processId, signal);

    public static int ChangeOwner(string path, int userId, int groupId) =>
        Chown(path, userId, groupId);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);

    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chown(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int userId,
        int groupId
    );
}
