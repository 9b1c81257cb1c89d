using System.Runtime.InteropServices;

namespace DevChat.LocalHost.Parts;

/// <summary>The two system calls of Unix that .NET has no method for. Both return 0 or -1.</summary>
internal static class Libc
{
    public const int SignalInterrupt = 2;
    public const int SignalTerminate = 15;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Signal(int processId, int signal);

    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int ChangeOwner(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int userId,
        int groupId
    );
}
