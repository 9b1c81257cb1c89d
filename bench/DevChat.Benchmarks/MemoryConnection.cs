using System.IO.Pipelines;
using DevChat.Host.Realtime;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevChat.Benchmarks;

/// <summary>A hub connection with an outbox, as the host makes it. Its client reads at once, and never writes.</summary>
internal static class MemoryConnection
{
    public static HubConnectionContext Open(
        string id,
        string userId,
        ConnectionOutboxes outboxes,
        IHubProtocol protocol,
        Arrivals arrivals
    )
    {
        var client = new DefaultConnectionContext(id)
        {
            Transport = new ClientTransport(new Pipe().Reader, new CountingWriter(arrivals)),
        };
        HubConnectionContext? hub = null;
        _ = outboxes.Around(connection =>
        {
            hub = new HubConnectionContext(
                connection,
                new HubConnectionContextOptions(),
                NullLoggerFactory.Instance
            )
            {
                Protocol = protocol,
                UserIdentifier = userId,
            };
            return Task.Delay(Timeout.Infinite);
        })(client);
        return hub!;
    }

    private sealed record ClientTransport(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>Counts the bytes and drops them.</summary>
    private sealed class CountingWriter(Arrivals arrivals) : PipeWriter
    {
        public override ValueTask<FlushResult> WriteAsync(
            ReadOnlyMemory<byte> source,
            CancellationToken cancellationToken = default
        )
        {
            arrivals.Add(source.Length);
            return default;
        }

        public override ValueTask<FlushResult> FlushAsync(
            CancellationToken cancellationToken = default
        ) => default;

        public override void Advance(int bytes) => throw new NotSupportedException();

        public override Memory<byte> GetMemory(int sizeHint = 0) =>
            throw new NotSupportedException();

        public override Span<byte> GetSpan(int sizeHint = 0) => throw new NotSupportedException();

        public override void CancelPendingFlush() { }

        public override void Complete(Exception? exception = null) { }
    }
}
