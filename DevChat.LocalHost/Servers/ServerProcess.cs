namespace DevChat.LocalHost.Servers;

/// <summary>A server in its own process, under supervise.mjs.</summary>
public abstract class ServerProcess : LocalServer
{
    private const int LogLines = 15;

    private readonly string _key;
    private SupervisedProcess? _process;
    private Task _watch = Task.CompletedTask;
    private string _log = string.Empty;

    private protected ServerProcess(
        string name,
        string key,
        NodePackages packages,
        ServerContext context
    )
        : base(name, context) => (_key, Packages) = (key, packages);

    /// <summary>The server's own process id; 0 while it is stopped.</summary>
    public int ProcessId => _process?.ProcessId ?? 0;

    private protected NodePackages Packages { get; }

    private protected override bool IsRunning => _process is { HasExited: false };

    private protected virtual int StopSignal => Libc.SignalTerminate;

    private string RecordFile => Context.Data.At("run", $"{_key}.json");

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync();
        // A process is only left if its supervisor was killed.
        await EndLeftBehindAsync(cancellationToken);
    }

    private protected abstract SupervisedCommand Command(string log);

    /// <summary>True if the server answers its protocol. May throw while it does not listen.</summary>
    private protected abstract Task<bool> AnswersAsync(CancellationToken cancellationToken);

    private protected override async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        _log = Context.Data.NewLog(_key);
        var process = await SupervisedProcess.StartAsync(
            Packages.Node,
            Command(_log),
            cancellationToken
        );
        _process = process;
        ProcessRecord.Write(RecordFile, process);
        try
        {
            if (await process.WaitUntilReadyAsync(AnswersAsync, Context.Clock, cancellationToken))
            {
                _watch = ReportUnexpectedEndAsync(process);
                return true;
            }
        }
        catch
        {
            await DiscardAsync();
            throw;
        }

        await DiscardAsync();
        return false;
    }

    /// <summary>The last lines of the log.</summary>
    private protected string LogTail() =>
        File.Exists(_log)
            ? string.Join('\n', File.ReadLines(_log).TakeLast(LogLines))
            : "(there is no such file: Node.js did not run supervise.mjs)";

    private protected override string FailureReason() => $"the end of {_log}:\n{LogTail()}";

    private async Task DiscardAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.EndAsync(Context.Clock);
            await _watch;
            await process.DisposeAsync();
        }
    }

    private async Task EndLeftBehindAsync(CancellationToken cancellationToken)
    {
        if (ProcessRecord.Read(RecordFile) is { } record)
        {
            await record.EndAsync(StopSignal, Context.Clock, cancellationToken);
        }

        File.Delete(RecordFile);
    }

    private async Task ReportUnexpectedEndAsync(SupervisedProcess process)
    {
        var code = await process.WaitForExitAsync(CancellationToken.None);
        if (!process.IsEnding)
        {
            Context.Progress($"{Name} ended by itself with exit code {code}; its log is {_log}");
        }
    }
}
