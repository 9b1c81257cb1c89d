using System.Diagnostics;
using System.Globalization;

namespace DevChat.LocalHost.Parts;

/// <summary>A program under supervise.mjs, which ends it when this process ends, however it ends.</summary>
internal sealed class SupervisedProcess : IAsyncDisposable
{
    private readonly Process _supervisor;

    private SupervisedProcess(Process supervisor) => _supervisor = supervisor;

    public int SupervisorId => _supervisor.Id;

    /// <summary>The program's own process id; 0 when it could not be started.</summary>
    public int ProcessId { get; private set; }

    public bool HasExited => _supervisor.HasExited;

    /// <summary>True once <see cref="EndAsync"/> was called.</summary>
    public bool IsEnding { get; private set; }

    public static async Task<SupervisedProcess> StartAsync(
        NodeRuntime node,
        PartCommand command,
        CancellationToken ct
    )
    {
        var supervised = new SupervisedProcess(Launch(node));
        try
        {
            await supervised._supervisor.StandardInput.WriteLineAsync(
                command.ToJson().AsMemory(),
                ct
            );
            await supervised._supervisor.StandardInput.FlushAsync(ct);
            var line = await supervised._supervisor.StandardOutput.ReadLineAsync(ct);
            supervised.ProcessId = int.Parse(line ?? "0", CultureInfo.InvariantCulture);
            return supervised;
        }
        catch
        {
            await supervised.DisposeAsync();
            throw;
        }
    }

    /// <returns>The program's exit code; 128 and more: the signal that ended it.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken ct)
    {
        await _supervisor.WaitForExitAsync(ct);
        return _supervisor.ExitCode;
    }

    /// <summary>Ends the program in good order, or by force when it takes longer than its grace.</summary>
    public async Task EndAsync(TimeProvider time)
    {
        IsEnding = true;
        _supervisor.StandardInput.Close();
        using var limit = new CancellationTokenSource(PartCommand.Grace * 2, time);
        try
        {
            await _supervisor.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _supervisor.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            await EndAsync(TimeProvider.System);
        }

        _supervisor.Dispose();
    }

    private static Process Launch(NodeRuntime node)
    {
        var start = new ProcessStartInfo(node.Node, [PartsFolder.At("supervise.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }
}
