namespace DevChat.Faults.Deployments;

/// <summary>
/// The clock of the host and of the stores, set by libfaketime. Clocks that only measure durations are left alone, as when
/// somebody sets a machine's clock.
/// </summary>
internal sealed class SteppedClock : IDisposable
{
    private const string Preload = "LD_PRELOAD";

    private static readonly string[] Libraries =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    ];

    private readonly string _file;
    private readonly IReadOnlyDictionary<string, string> _variables;

    /// <summary>Every process that this process starts from now on follows the clock.</summary>
    public SteppedClock(string folder)
    {
        _file = Path.Combine(folder, "clock");
        _variables = new Dictionary<string, string>
        {
            [Preload] = Library!,
            ["FAKETIME_TIMESTAMP_FILE"] = _file,
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        };
        Step(TimeSpan.Zero);
        foreach (var (name, value) in _variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public static string? Obstacle =>
        Library is null ? "a clock step needs the Debian package libfaketime" : null;

    /// <summary>The variables that a process must not have to keep the true time.</summary>
    public static IReadOnlyList<string> Variables => [Preload];

    private static string? Library => Libraries.FirstOrDefault(File.Exists);

    /// <summary>Sets the clock ahead of the true time.</summary>
    public void Step(TimeSpan ahead) => File.WriteAllText(_file, $"+{(int)ahead.TotalSeconds}s\n");

    public void Dispose()
    {
        foreach (var name in _variables.Keys)
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
