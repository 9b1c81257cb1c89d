using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace DevChat.Host.Realtime;

/// <summary>
/// Puts an <see cref="Outbox"/> between the hub and each connection, whatever its transport. Without it one client that
/// does not read holds up every writer: the sender of a message, a sign-out, the backplane, and so everybody else.
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
        var handingOn = outbox.HandOnAsync();
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
            "Connection {ConnectionId} is cut off: its client does not read what waits for it",
            connection.ConnectionId
        );
        connection.Abort();
    }
}

/// <summary>A connection's transport as the hub sees it: it reads from the client and writes into the outbox.</summary>
internal sealed class OutboxTransport(PipeReader input, Outbox outbox) : IDuplexPipe
{
    public PipeReader Input => input;

    public PipeWriter Output => outbox;
}
