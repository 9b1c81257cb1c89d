using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DevChat.Faults.Deployments;

/// <summary>What stands between the clients and the servers. It can cut all connections, as a broken network does.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly Uri _target;
    private readonly Task _accepting;

    public CuttingProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Resets every connection. What is on its way is lost.</summary>
    public void Cut()
    {
        foreach (var socket in _open.Keys)
        {
            Reset(socket);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (SocketException)
        {
            // The listener was stopped.
        }
        catch (ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _open[client] = _open[server] = true;
        try
        {
            await server.ConnectAsync(_target.Host, _target.Port);
            await await Task.WhenAny(PassAsync(client, server), PassAsync(server, client));
        }
        catch (Exception cut)
            when (cut is SocketException or IOException or ObjectDisposedException)
        {
            // As the clients see it: a connection that is reset.
        }
        finally
        {
            Reset(client);
            Reset(server);
        }
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        await using var reader = new NetworkStream(from);
        await using var writer = new NetworkStream(to);
        await reader.CopyToAsync(writer);
    }

    private void Reset(Socket socket)
    {
        if (_open.TryRemove(socket, out _))
        {
            socket.Close(timeout: 0);
        }
    }
}
