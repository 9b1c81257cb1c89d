using System.Text.Json;

namespace DevChat.LocalHost.Parts;

/// <summary>A part's processes, written down so that a later run can end what a killed one left behind.</summary>
internal sealed record RunningRecord(ProcessMark? Supervisor, ProcessMark? Part)
{
    /// <summary>Null when there is none, or a half-written one.</summary>
    public static RunningRecord? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<RunningRecord>(File.ReadAllText(file));
        }
        catch (Exception none) when (none is IOException or JsonException)
        {
            return null;
        }
    }

    public static void Write(string file, SupervisedProcess process)
    {
        var record = new RunningRecord(
            ProcessMark.Of(process.SupervisorId),
            ProcessMark.Of(process.ProcessId)
        );
        File.WriteAllText(file, JsonSerializer.Serialize(record));
    }

    /// <summary>Ends both; returns when they are gone.</summary>
    public async Task EndAsync(int stopSignal, TimeProvider time, CancellationToken ct)
    {
        // A supervisor whose LocalHost is gone is already ending its part.
        await EndAsync(Supervisor, signal: null, time, ct);
        await EndAsync(Part, stopSignal, time, ct);
    }

    private static async Task EndAsync(
        ProcessMark? process,
        int? signal,
        TimeProvider time,
        CancellationToken ct
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

        if (!await process.WaitForExitAsync(PartCommand.Grace * 2, time, ct))
        {
            process.Kill();
            await process.WaitForExitAsync(PartCommand.Grace, time, ct);
        }
    }
}
