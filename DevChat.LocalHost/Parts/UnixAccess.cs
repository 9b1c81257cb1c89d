namespace DevChat.LocalHost.Parts;

/// <summary>Who may use files and folders; on Windows, where none of this matters, everyone may and nothing happens.</summary>
internal static class UnixAccess
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

    /// <summary>Lets only the owner use a folder.</summary>
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

    /// <summary>Whether everyone may pass through a folder and all that it lies in.</summary>
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
