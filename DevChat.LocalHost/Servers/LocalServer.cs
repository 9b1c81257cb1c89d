using DevChat.Host.Command;

namespace DevChat.LocalHost.Servers;

/// <summary>
/// A server on 127.0.0.1 that ends with this process. Not for concurrent use: one start or stop at a time.
/// </summary>
public abstract class LocalServer
{
    private const int Attempts = 5;

    private bool _portsAreKnown;

    private protected LocalServer(string name, ServerContext context) =>
        (Name, Context) = (name, context);

    /// <summary>Its product name, as a developer knows it.</summary>
    public string Name { get; }

    /// <summary>TCP port; the same as long as this object lives.</summary>
    public int Port { get; private protected set; }

    /// <summary>One line to print; holds no secret.</summary>
    public virtual string Description => $"{Name} on 127.0.0.1:{Port}";

    private protected ServerContext Context { get; }

    private protected abstract bool IsRunning { get; }

    private protected virtual IEnumerable<int> Ports => [Port];

    /// <summary>Returns when the server answers. Does nothing when it runs.</summary>
    /// <exception cref="ServerStartException">It did not come up; the message says why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsRunning)
        {
            return;
        }

        await StopAsync(cancellationToken);
        await PrepareAsync(cancellationToken);
        for (var attempt = 1; !await TryStartOnPortsAsync(cancellationToken); attempt++)
        {
            if (attempt == Attempts || !IsWorthAnotherAttempt())
            {
                throw Failure();
            }
        }

        _portsAreKnown = true;
    }

    /// <summary>Returns when the server has ended in good order; its data on disk and its port stay.</summary>
    public abstract Task StopAsync(CancellationToken cancellationToken);

    /// <summary>Makes ready what the server needs, other than ports.</summary>
    private protected virtual Task PrepareAsync(CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private protected virtual void ChoosePorts() => Port = LoopbackPort.Find();

    /// <summary>Starts the server on its ports and waits until it answers.</summary>
    /// <returns>False when it did not come up; nothing of it is left running then.</returns>
    private protected abstract Task<bool> TryStartAsync(CancellationToken cancellationToken);

    /// <summary>Whether the failure of the last start is one that passes by itself.</summary>
    private protected virtual bool FailureMayPass() => false;

    /// <summary>Why the last start failed, for a developer to read.</summary>
    private protected abstract string FailureReason();

    private Task<bool> TryStartOnPortsAsync(CancellationToken cancellationToken)
    {
        if (!_portsAreKnown)
        {
            ChoosePorts();
        }

        return TryStartAsync(cancellationToken);
    }

    // The server is gone, so a port that is taken now was taken by another program in between.
    private bool IsWorthAnotherAttempt() =>
        FailureMayPass() || (!_portsAreKnown && !Ports.All(LoopbackPort.IsFree));

    private ServerStartException Failure() =>
        Ports.FirstOrDefault(port => !LoopbackPort.IsFree(port)) is var taken and not 0
            ? new ServerStartException(
                $"Port {taken} of 127.0.0.1, which {Name} needs, is held by another program: end that one, then start again."
            )
            : new ServerStartException($"{Name} did not start; {FailureReason()}");
}

/// <summary>Settings, folders and output that all servers of one run share.</summary>
/// <param name="Progress">Takes lines for the developer; may be called from any thread.</param>
internal sealed record ServerContext(
    LocalServersOptions Options,
    DataDirectory Data,
    Action<string> Progress
)
{
    public TimeProvider Clock => Options.Clock;
}

/// <summary>
/// A server could not be started, and the developer can cure it. The first line of the message says what is wrong and what to
/// do; the last lines of a log may follow.
/// </summary>
public sealed class ServerStartException(string message, Exception? inner = null)
    : StartException(message, inner);
