using System.Net;
using System.Net.Sockets;

namespace DevChat.Bench.Clients;

/// <summary>
/// Opens TCP connections. To a server on loopback, each source address opens at most 25,000: an address has about
/// 28,000 ports. The first is 127.0.0.1, then 127.0.0.2 and so on.
/// </summary>
internal sealed class LoopbackSources
{
    private const int ConnectionsPerSource = 25_000;
    private const int Sources = 250;

    private int _opened = -1;

    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await ConnectAsync(socket, context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ConnectAsync(
        Socket socket,
        DnsEndPoint server,
        CancellationToken cancellationToken
    )
    {
        if (IPAddress.TryParse(server.Host, out var address) && address.Equals(IPAddress.Loopback))
        {
            socket.Bind(new IPEndPoint(NextSource().MapToIPv6(), 0));
        }

        await socket.ConnectAsync(server, cancellationToken);
    }

    private IPAddress NextSource()
    {
        var number = (uint)Interlocked.Increment(ref _opened) / ConnectionsPerSource % Sources;
        return new IPAddress([127, 0, 0, (byte)(number + 1)]);
    }
}
