using System.Net;
using System.Net.Sockets;

namespace DevChat.Testing.Programs;

/// <summary>
/// A TCP proxy in front of a store. While it is frozen it accepts connections and data and passes nothing on, like a
/// process that is stopped (SIGSTOP) and like a network that loses everything.
/// </summary>
public sealed class FreezingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IPEndPoint _store;
    private readonly Task _accepting;
    private TaskCompletionSource _thawed = Thawed();

    /// <param name="storePort">The port of the store on this machine.</param>
    public FreezingProxy(int storePort)
    {
        _store = new IPEndPoint(IPAddress.Loopback, storePort);
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

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
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
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var store = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await Volatile.Read(ref _thawed).Task.WaitAsync(_stop.Token);
                await store.ConnectAsync(_store, _stop.Token);
                await Task.WhenAny(PassAsync(client, store), PassAsync(store, client));
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException)
            {
                // The other side learns it from the end of its connection.
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
        catch (Exception ended)
            when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection has ended in the other direction, or the proxy ends.
        }
    }
}
