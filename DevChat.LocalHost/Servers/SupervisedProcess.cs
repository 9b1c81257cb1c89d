using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevChat.LocalHost.Servers;

/// <summary>A program under supervise.mjs, which ends it when this process ends, even if this process is killed.</summary>
public sealed class SupervisedProcess : IAsyncDisposable
{
    /// <summary>Full path of supervise.mjs.</summary>
    public static readonly string Script = Path.Combine(
        AppContext.BaseDirectory,
        "Servers",
        "supervise.mjs"
    );

    // A start after a crash includes recovery.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

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
        SupervisedCommand command,
        CancellationToken cancellationToken
    )
    {
        var supervised = new SupervisedProcess(Launch(node));
        try
        {
            await supervised._supervisor.StandardInput.WriteLineAsync(
                command.ToJson().AsMemory(),
                cancellationToken
            );
            await supervised._supervisor.StandardInput.FlushAsync(cancellationToken);
            var line = await supervised._supervisor.StandardOutput.ReadLineAsync(cancellationToken);
            supervised.ProcessId = int.Parse(line ?? "0", CultureInfo.InvariantCulture);
            return supervised;
        }
        catch
        {
            await supervised.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a server that was just started answers.</summary>
    /// <param name="answers">Returns whether it answers its protocol. May throw while it does not listen.</param>
    /// <param name="clock">Measures how long it takes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False if it ended, or took longer than two minutes.</returns>
    public async Task<bool> WaitUntilReadyAsync(
        Func<CancellationToken, Task<bool>> answers,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var started = clock.GetTimestamp();
        while (!HasExited && clock.GetElapsedTime(started) < StartLimit)
        {
            if (await AnswersAsync(answers, cancellationToken))
            {
                return true;
            }

            await Task.Delay(PollInterval, clock, cancellationToken);
        }

        return false;
    }

    /// <returns>The program's exit code; 128 and more: the signal that ended it.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _supervisor.WaitForExitAsync(cancellationToken);
        return _supervisor.ExitCode;
    }

    /// <summary>Stops the program in an orderly way, and kills it if that takes longer than its grace period.</summary>
    public async Task EndAsync(TimeProvider clock)
    {
        IsEnding = true;
        _supervisor.StandardInput.Close();
        using var limit = new CancellationTokenSource(SupervisedCommand.Grace * 2, clock);
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

    private static async Task<bool> AnswersAsync(
        Func<CancellationToken, Task<bool>> answers,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await answers(cancellationToken);
        }
        catch (Exception notYet)
            when (notYet is not ServerStartException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static Process Launch(NodeRuntime node)
    {
        var start = new ProcessStartInfo(node.Node, [Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }
}

/// <summary>A program for supervise.mjs to run; its JSON form is what that script reads.</summary>
public sealed record SupervisedCommand
{
    /// <summary>Time after which a server that does not stop is killed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Full path of the executable.</summary>
    public required string Command { get; init; }
    public required IReadOnlyList<string> Arguments { get; init; }
    public required string WorkingDirectory { get; init; }

    /// <summary>Full path of the file that takes the program's output; emptied first.</summary>
    public required string Log { get; init; }

    /// <summary>Variables added to LocalHost's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string>();

    /// <summary>The user to run as. Null means the user of LocalHost.</summary>
    public UnprivilegedUser? User { get; init; }

    /// <summary>The signal that asks the program to end in good order.</summary>
    public string StopSignal { get; init; } = "SIGTERM";

    public double GraceMilliseconds { get; } = Grace.TotalMilliseconds;

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Web);
}
