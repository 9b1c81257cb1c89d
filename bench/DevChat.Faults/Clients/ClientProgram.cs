using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using DevChat.Faults.Command;
using DevChat.Faults.Ledgers;

namespace DevChat.Faults.Clients;

/// <summary>Clients/run.mjs: all users of a run. It ends with this process.</summary>
internal sealed class ClientProgram : IAsyncDisposable
{
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly SemaphoreSlim _sent = new(0);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _awaited =
        new();

    private ClientProgram(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>Complete after <see cref="FinishAsync"/>.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>Returns when the users are in their rooms and begin to act.</summary>
    public static async Task<ClientProgram> StartAsync(
        Uri address,
        FaultOptions options,
        CancellationToken cancellationToken
    )
    {
        var library = await ClientLibrary.BuildAsync();
        var script = Path.Combine(AppContext.BaseDirectory, "Clients", "run.mjs");
        var start = new ProcessStartInfo(
            "node",
            [
                script,
                library,
                address.ToString().TrimEnd('/'),
                $"{options.Users}",
                $"{options.Rooms}",
                $"{options.Seed}",
            ]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var program = new ClientProgram(Process.Start(start)!);
        await program.LineAsync("ready", cancellationToken);
        return program;
    }

    /// <summary>Waits until so many more messages are acknowledged.</summary>
    /// <returns>False if there was none for too long.</returns>
    public async Task<bool> AcknowledgedAsync(
        int more,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var isSending = true;
        for (var n = _sent.CurrentCount + more; n > 0 && isSending; n--)
        {
            isSending = await _sent.WaitAsync(patience, cancellationToken);
        }

        return isSending;
    }

    /// <summary>Ends the load and waits until every client has caught up and told what it holds.</summary>
    /// <returns>How many clients were up to date before they connected anew, and of how many.</returns>
    public async Task<(int Current, int All)> FinishAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync("finish");
        var current = await LineAsync("current", cancellationToken);
        await LineAsync("finished", cancellationToken);
        return (current.GetProperty("clients").GetInt32(), current.GetProperty("of").GetInt32());
    }

    /// <summary>Ends every second client.</summary>
    /// <returns>Its users.</returns>
    public async Task<IReadOnlyList<int>> LeaveAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync("leave");
        var left = await LineAsync("left", cancellationToken);
        return [.. left.GetProperty("users").EnumerateArray().Select(user => user.GetInt32())];
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _sent.Dispose();
    }

    private async Task<JsonElement> LineAsync(string kind, CancellationToken cancellationToken)
    {
        var line = await Task.WhenAny(Awaited(kind).Task, EndedAsync())
            .WaitAsync(LongestCommand, cancellationToken);
        return await line;
    }

    private async Task<JsonElement> EndedAsync()
    {
        await _reading;
        throw new InvalidOperationException($"The clients ended: {_process.ExitCode}");
    }

    private TaskCompletionSource<JsonElement> Awaited(string kind) =>
        _awaited.GetOrAdd(
            kind,
            _ => new TaskCompletionSource<JsonElement>(
                TaskCreationOptions.RunContinuationsAsynchronously
            )
        );

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } text)
        {
            var line = Ledger.Read(text);
            var kind = line.GetProperty("is").GetString()!;
            if (kind == "acknowledged" && line.GetProperty("op").GetString() == "send")
            {
                _sent.Release();
            }

            Awaited(kind).TrySetResult(line);
        }
    }
}
