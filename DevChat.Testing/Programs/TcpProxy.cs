using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DevChat.Testing.Programs;

/// <summary>
/// A TCP proxy in front of a server of this machine. While it is frozen it accepts connections and data and passes nothing
/// on, like a process that is stopped (SIGSTOP). It can cut all connections, as a broken network does.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, (Socket Client, Socket Server)> _open = new();
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private TaskCompletionSource _thawed = Thawed();

    /// <param name="serverPort">The port of the server.</param>
    public TcpProxy(int serverPort)
    {
        _server = new IPEndPoint(IPAddress.Loopback, serverPort);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Freeze() =>
        Volatile.Write(
            ref _thawed,
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
        );

    /// <summary>Passes on what has waited, too.</summary>
    public void Thaw() => Volatile.Read(ref _thawed).TrySetResult();

    /// <summary>Resets every connection. What is on its way is lost.</summary>
    public void Cut()
    {
        foreach (var (client, server) in _open.Values)
        {
            client.Close(timeout: 0);
            server.Close(timeout: 0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_open.Keys);
        _stop.Dispose();
    }

    private static TaskCompletionSource Thawed()
    {
        var thawed = new TaskCompletionSource();
        thawed.SetResult();
        return thawed;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Keep(
                    await _listener.AcceptSocketAsync(_stop.Token),
                    new Socket(SocketType.Stream, ProtocolType.Tcp)
                );
            }
        }
        catch (OperationCanceledException)
        {
            // The proxy ends.
        }
    }

    private void Keep(Socket client, Socket server)
    {
        var serving = ServeAsync(client, server);
        _open[serving] = (client, server);
        _ = serving.ContinueWith(
            ended => _open.TryRemove(ended, out _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    private async Task ServeAsync(Socket client, Socket server)
    {
        using (client)
        using (server)
        {
            try
            {
                await Volatile.Read(ref _thawed).Task.WaitAsync(_stop.Token);
                await server.ConnectAsync(_server, _stop.Token);
                await Task.WhenAny(PassAsync(client, server), PassAsync(server, client));
            }
            catch (Exception ended) when (IsEnd(ended))
            {
                // The client learns it from the end of its connection.
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                await Volatile.Read(ref _thawed).Task.WaitAsync(_stop.Token);
                await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception ended) when (IsEnd(ended))
        {
            // The connection has ended in the other direction, was cut, or the proxy ends.
        }
    }

    private static bool IsEnd(Exception exception) =>
        exception is SocketException or ObjectDisposedException or OperationCanceledException;
}
