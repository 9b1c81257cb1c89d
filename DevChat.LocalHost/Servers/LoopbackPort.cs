using System.Net;
using System.Net.Sockets;

namespace DevChat.LocalHost.Servers;

/// <summary>Free TCP ports of 127.0.0.1.</summary>
public static class LoopbackPort
{
    // Below every system's range for outgoing connections. From inside that range a client that keeps
    // dialling a stopped server may be given the server's own port to dial from, and then talks to itself.
    private const int First = 20_000;
    private const int End = 30_000;
    private const int Attempts = 200;

    /// <summary>A port that is free now; another process may still take it before it is used.</summary>
    /// <exception cref="ServerStartException">None was found.</exception>
    public static int Find()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = Random.Shared.Next(First, End);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new ServerStartException(
            $"No free port between {First} and {End} on 127.0.0.1: end programs that hold them, then start again."
        );
    }

    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
