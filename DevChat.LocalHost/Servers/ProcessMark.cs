using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace DevChat.LocalHost.Servers;

/// <summary>Identifies one process. The system may reuse a process id, but not with the same start time.</summary>
public sealed record ProcessMark(int Id, DateTimeOffset Started)
{
    // Start times are derived from the boot time, which shifts when the clock is set.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Null when no process with this id runs.</summary>
    public static ProcessMark? Of(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return new ProcessMark(id, process.StartTime);
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            // The process of another user.
            return null;
        }
    }

    public bool IsAlive() =>
        Of(Id) is { } now && (now.Started - Started).Duration() < Tolerance && !IsZombie();

    /// <summary>Sends a signal to the process. On Windows, which has no signals, kills it.</summary>
    public void Signal(int signal)
    {
        if (OperatingSystem.IsWindows())
        {
            Kill();
        }
        else if (IsAlive())
        {
            _ = Libc.Signal(Id, signal);
        }
    }

    public void Kill()
    {
        if (!IsAlive())
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(Id);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>Waits for the end of a process that is not a child of this process. There is no event for that.</summary>
    /// <returns>False if it still runs after <paramref name="limit"/>.</returns>
    public async Task<bool> WaitForExitAsync(
        TimeSpan limit,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var started = clock.GetTimestamp();
        while (IsAlive())
        {
            if (clock.GetElapsedTime(started) > limit)
            {
                return false;
            }

            await Task.Delay(PollInterval, clock, cancellationToken);
        }

        return true;
    }

    // Without an init process, as in some containers, a process that has ended stays listed.
    private bool IsZombie()
    {
        var file = $"/proc/{Id}/stat";
        try
        {
            return File.Exists(file)
                && File.ReadAllText(file).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}

/// <summary>
/// The processes of a server, stored in a file so that a later run can end processes that a killed run has left.
/// </summary>
public sealed record ProcessRecord(ProcessMark? Supervisor, ProcessMark? Server)
{
    /// <summary>Null if there is no file, or it is incomplete.</summary>
    public static ProcessRecord? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<ProcessRecord>(File.ReadAllText(file));
        }
        catch (Exception none) when (none is IOException or JsonException)
        {
            return null;
        }
    }

    public static void Write(string file, SupervisedProcess process)
    {
        var record = new ProcessRecord(
            ProcessMark.Of(process.SupervisorId),
            ProcessMark.Of(process.ProcessId)
        );
        File.WriteAllText(file, JsonSerializer.Serialize(record));
    }

    /// <summary>Ends both processes and waits for their end.</summary>
    public async Task EndAsync(
        int stopSignal,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        // A supervisor whose LocalHost has ended is already ending its server.
        await EndAsync(Supervisor, signal: null, clock, cancellationToken);
        await EndAsync(Server, stopSignal, clock, cancellationToken);
    }

    private static async Task EndAsync(
        ProcessMark? process,
        int? signal,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (process is null)
        {
            return;
        }

        if (signal is { } ask)
        {
            process.Signal(ask);
        }

        if (!await process.WaitForExitAsync(SupervisedCommand.Grace * 2, clock, cancellationToken))
        {
            process.Kill();
            await process.WaitForExitAsync(SupervisedCommand.Grace, clock, cancellationToken);
        }
    }
}
