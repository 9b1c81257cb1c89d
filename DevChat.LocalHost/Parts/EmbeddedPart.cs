using DevChat.Host.Command;

namespace DevChat.LocalHost.Parts;

/// <summary>
/// A server on 127.0.0.1 that runs as long as this process. Not for concurrent use: one start or stop at a time.
/// </summary>
public abstract class EmbeddedPart
{
    private const int Attempts = 5;
    private const int LogLines = 15;

    private readonly string _key;
    private SupervisedProcess? _process;
    private Task _watch = Task.CompletedTask;
    private string _log = string.Empty;
    private bool _portsAreKnown;

    private protected EmbeddedPart(string name, string key, PartsContext context)
    {
        (Name, _key, Context) = (name, key, context);
    }

    /// <summary>What the developer knows it as.</summary>
    public string Name { get; }

    /// <summary>TCP port; the same as long as this object lives.</summary>
    public int Port { get; private protected set; }

    /// <summary>The server's own process id; 0 while it is stopped.</summary>
    public int ProcessId => _process?.ProcessId ?? 0;

    /// <summary>One line to print; holds no secret.</summary>
    public virtual string Description => $"{Name} on 127.0.0.1:{Port}";

    private protected PartsContext Context { get; }

    private protected virtual int StopSignal => Libc.SignalTerminate;

    private string RecordFile => Context.Data.At("run", $"{_key}.json");

    /// <summary>Returns when the server answers. Does nothing when it runs.</summary>
    /// <exception cref="PartsException">It did not come up; the message ends with its log.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        if (_process is { HasExited: false })
        {
            return;
        }

        await StopAsync(ct);
        await PrepareAsync(ct);
        for (var attempt = 1; !await TryStartAsync(ct); attempt++)
        {
            if (attempt == Attempts || !WorthAnotherTry())
            {
                throw Failure();
            }
        }

        _portsAreKnown = true;
        _watch = ReportUnexpectedEndAsync(_process!);
    }

    /// <summary>Returns when the server has ended in good order; its data and port stay.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        await DiscardAsync();
        // Only when its supervisor was killed is there anything left to end.
        await EndLeftBehindAsync(ct);
    }

    /// <summary>Makes ready what the server needs, other than ports.</summary>
    private protected virtual Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    private protected virtual IEnumerable<int> Ports => [Port];

    private protected virtual void ChoosePorts() => Port = LoopbackPort.Find();

    private protected abstract PartCommand Command(string log);

    /// <summary>Whether the server answers its protocol; may throw while it does not listen.</summary>
    private protected abstract Task<bool> AnswersAsync(CancellationToken ct);

    /// <summary>Whether a start that failed with this log may succeed when repeated.</summary>
    private protected virtual bool IsPassing(string log) => false;

    private async Task<bool> TryStartAsync(CancellationToken ct)
    {
        if (!_portsAreKnown)
        {
            ChoosePorts();
        }

        _log = Context.Data.NewLog(_key);
        _process = await SupervisedProcess.StartAsync(Context.Node, Command(_log), ct);
        RunningRecord.Write(RecordFile, _process);
        try
        {
            if (await Readiness.WaitAsync(_process, AnswersAsync, Context.Time, ct))
            {
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

    private PartsException Failure() =>
        Ports.FirstOrDefault(port => !LoopbackPort.IsFree(port)) is var taken and not 0
            ? new PartsException(
                $"Port {taken} of 127.0.0.1, which {Name} needs, is held by another program: end that one, then start again."
            )
            : new PartsException($"{Name} did not start; the end of {_log}:\n{LogTail()}");

    // A port that is taken now that the server is gone was taken by somebody else in between.
    private bool WorthAnotherTry() =>
        IsPassing(LogTail()) || (!_portsAreKnown && !Ports.All(LoopbackPort.IsFree));

    private async Task DiscardAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.EndAsync(Context.Time);
            await _watch;
            await process.DisposeAsync();
        }
    }

    private async Task EndLeftBehindAsync(CancellationToken ct)
    {
        if (RunningRecord.Read(RecordFile) is { } record)
        {
            await record.EndAsync(StopSignal, Context.Time, ct);
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

    private string LogTail() =>
        File.Exists(_log)
            ? string.Join('\n', File.ReadLines(_log).TakeLast(LogLines))
            : "(there is no such file: Node.js did not run supervise.mjs)";
}
