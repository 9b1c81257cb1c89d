using System.Globalization;
using DevChat.LocalHost.Servers;

namespace DevChat.Faults.Deployments;

/// <summary>Signals to a process and to all that it has started, such as PostgreSQL's processes per connection.</summary>
internal static class ProcessTree
{
    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>SIGKILL for this one process.</summary>
    public static void KillOne(int processId) => _ = Libc.Signal(processId, Kill);

    /// <summary>SIGSTOP. A parent is stopped before its children are listed, so that it starts no more of them.</summary>
    public static void StopAll(int processId) => Signal(processId, Stop);

    /// <summary>SIGCONT.</summary>
    public static void ContinueAll(int processId) => Signal(processId, Continue);

    private static void Signal(int processId, int signal)
    {
        _ = Libc.Signal(processId, signal);
        foreach (var child in ChildrenOf(processId))
        {
            Signal(child, signal);
        }
    }

    private static List<int> ChildrenOf(int processId)
    {
        var threads = $"/proc/{processId}/task";
        return Directory.Exists(threads)
            ? Directory
                .EnumerateDirectories(threads)
                .SelectMany(thread => File.ReadAllText($"{thread}/children").Split(' '))
                .Where(id => id.Length > 0)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))
                .ToList()
            : [];
    }
}
