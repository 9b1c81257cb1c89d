using System.Diagnostics;

namespace DevChat.Bench.Measuring;

/// <summary>CPU and memory of the server, a process on this machine. On Linux the numbers come from /proc.</summary>
internal sealed class ServerProcess(int pid) : IDisposable
{
    private readonly Process _process = Process.GetProcessById(pid);

    /// <summary>CPU time since the process began, in user and kernel mode; exact to 10 ms.</summary>
    public TimeSpan CpuTime => Fresh().TotalProcessorTime;

    /// <summary>Resident memory.</summary>
    public long MemoryBytes => Fresh().WorkingSet64;

    public void Dispose() => _process.Dispose();

    private Process Fresh()
    {
        _process.Refresh();
        return _process;
    }
}
