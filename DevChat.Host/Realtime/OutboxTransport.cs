using System.IO.Pipelines;

namespace DevChat.Host.Realtime;

/// <summary>A connection's transport as the hub sees it: it reads from the client and writes into the outbox.</summary>
internal sealed class OutboxTransport(PipeReader input, Outbox outbox) : IDuplexPipe
{
    public PipeReader Input => input;

    public PipeWriter Output => outbox;
}
