using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Realtime;

/// <summary>
/// Puts an <see cref="Outbox"/> between the hub and each connection, for every transport. Without it, one client that
/// does not read would block all writers: the sender of a message, a sign-out, and the backplane with all its
/// receivers.
/// </summary>
internal sealed class ConnectionOutboxes(
    OutboxLimits limits,
    TimeProvider clock,
    ILogger<ConnectionOutboxes> logger
)
{
    private readonly OutboxTotal _total = new();

    public OutboxLimits Limits => limits;

    public ConnectionDelegate Around(ConnectionDelegate hub) =>
        connection => ServeAsync(connection, hub);

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate hub)
    {
        var transport = connection.Transport;
        var outbox = new Outbox(transport.Output, limits, _total, clock, () => Abort(connection));
        connection.Transport = new OutboxTransport(transport.Input, outbox);
        connection.Features.Set(outbox);
        var handingOn = outbox.ForwardAsync();
        try
        {
            await hub(connection);
        }
        finally
        {
            await outbox.CompleteAsync();
            outbox.CloseSoon();
            await handingOn;
            connection.Transport = transport;
        }
    }

    private void Abort(ConnectionContext connection)
    {
        logger.LogInformation(
            "Connection {ConnectionId} is aborted: its client does not read the waiting messages",
            connection.ConnectionId
        );
        connection.Abort();
    }
}

/// <summary>
/// The transport of a connection from the view of the hub: it reads from the client and writes to the outbox.
/// </summary>
internal sealed class OutboxTransport(PipeReader input, Outbox outbox) : IDuplexPipe
{
    public PipeReader Input => input;

    public PipeWriter Output => outbox;
}
