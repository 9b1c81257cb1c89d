namespace DevChat.LocalHost.Parts;

/// <summary>What a PostgreSQL data directory says about the server that runs, or ran, on it.</summary>
/// <param name="Data">Full path of PostgreSQL's own data directory.</param>
internal sealed record Postmaster(string Data)
{
    // The first and third lines of the file: process id; start time in seconds since 1970.
    private const int IdLine = 0;
    private const int StartedLine = 2;

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>Ends the server that an earlier run left behind, if there is one.</summary>
    public async Task EndAsync(int stopSignal, TimeProvider time, CancellationToken ct)
    {
        if (Read() is not { } process)
        {
            return;
        }

        await new RunningRecord(null, process).EndAsync(stopSignal, time, ct);
        ForgetId();
    }

    private ProcessMark? Read()
    {
        var lines = File.Exists(PidFile) ? File.ReadAllLines(PidFile) : [];
        return
            lines.Length > StartedLine
            && int.TryParse(lines[IdLine], out var id)
            && long.TryParse(lines[StartedLine], out var seconds)
            ? new ProcessMark(id, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
    }

    // Or else the next server takes whichever process has that id now for the dead server. The rest of the
    // file stays: by it PostgreSQL tells whether the dead server's children still live.
    private void ForgetId()
    {
        if (!File.Exists(PidFile))
        {
            return;
        }

        var lines = File.ReadAllLines(PidFile);
        lines[IdLine] = $"{int.MaxValue}";
        File.WriteAllText(PidFile, string.Join('\n', lines) + "\n");
    }
}
