using DevChat.LocalHost.Servers;

namespace DevChat.Faults.Deployments;

/// <summary>
/// The clock of the hosts and the stores, as if all were on one machine whose clock somebody sets. stepped-clock.c does it;
/// libfaketime does not work with .NET, whose waits never end then, nor with Redis, which does not start.
/// </summary>
internal sealed class SteppedClock
{
    private readonly string _file;

    private SteppedClock(string file, string library)
    {
        _file = file;
        Variables = new Dictionary<string, string?>
        {
            ["LD_PRELOAD"] = library,
            ["STEPPED_CLOCK"] = file,
        };
        Step(TimeSpan.Zero);
    }

    public static string? Obstacle =>
        OperatingSystem.IsLinux() && File.Exists("/usr/bin/cc")
            ? null
            : "a clock step needs Linux and a C compiler";

    /// <summary>A process with these variables follows the clock.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; }

    public static async Task<SteppedClock> CreateAsync(
        string folder,
        CancellationToken cancellationToken
    )
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Deployments", "stepped-clock.c");
        var library = Path.Combine(folder, "stepped-clock.so");
        string[] arguments = ["-O2", "-shared", "-fPIC", "-o", library, source];
        var run = await ProgramRun.OfAsync("cc", folder, cancellationToken, arguments);
        return run is { ExitCode: 0 }
            ? new SteppedClock(Path.Combine(folder, "clock"), library)
            : throw new ServerStartException($"stepped-clock.c does not compile: {run?.Errors}");
    }

    /// <summary>Sets the clock ahead of the true time. Processes have mapped the file, so it is written in place.</summary>
    public void Step(TimeSpan ahead)
    {
        using var file = new FileStream(_file, FileMode.OpenOrCreate, FileAccess.Write);
        file.Write(BitConverter.GetBytes((long)ahead.TotalSeconds));
    }

    /// <summary>Every process that this process starts meanwhile follows the clock.</summary>
    public async Task DuringAsync(Func<Task> start)
    {
        foreach (var (name, value) in Variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            await start();
        }
        finally
        {
            foreach (var name in Variables.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
