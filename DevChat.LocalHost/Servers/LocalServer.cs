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

    /// <summary>TCP port. It does not change during the lifetime of this object.</summary>
    public int Port { get; private protected set; }

    /// <summary>One line to print, without secrets.</summary>
    public virtual string Description => $"{Name} on 127.0.0.1:{Port}";

    private protected ServerContext Context { get; }

    private protected abstract bool IsRunning { get; }

    private protected virtual IEnumerable<int> Ports => [Port];

    /// <summary>Completes when the server answers. Does nothing if it already runs.</summary>
    /// <exception cref="ServerStartException">It did not start. The message has the reason.</exception>
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

    /// <summary>Completes after an orderly stop. Data on disk and the port are kept.</summary>
    public abstract Task StopAsync(CancellationToken cancellationToken);

    /// <summary>Prepares everything that the server needs, except its ports.</summary>
    private protected virtual Task PrepareAsync(CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private protected virtual void ChoosePorts() => Port = LoopbackPort.Find();

    /// <summary>Starts the server on its ports and waits until it answers.</summary>
    /// <returns>False if it did not start. Then no part of it keeps running.</returns>
    private protected abstract Task<bool> TryStartAsync(CancellationToken cancellationToken);

    /// <summary>True if the failure of the last start may disappear by itself.</summary>
    private protected virtual bool FailureMayPass() => false;

    /// <summary>The reason why the last start failed, for the developer.</summary>
    private protected abstract string FailureReason();

    private Task<bool> TryStartOnPortsAsync(CancellationToken cancellationToken)
    {
        if (!_portsAreKnown)
        {
            ChoosePorts();
        }

        return TryStartAsync(cancellationToken);
    }

    // The server has ended, so if a port is in use now, another program has taken it in the meantime.
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
/// A server could not be started, and the developer can fix it. The first line of the message has the cause and a fix.
/// The last lines of a log may follow.
/// </summary>
public sealed class ServerStartException(string message, Exception? inner = null)
    : StartException(message, inner);
