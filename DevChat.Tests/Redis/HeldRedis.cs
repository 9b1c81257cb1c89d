using System.Net;
using System.Net.Sockets;

namespace DevChat.Tests.Redis;

/// <summary>A way to a Redis on which replies can be held back for as long as a test likes.</summary>
internal sealed class HeldRedis : IAsyncDisposable
{
    private readonly EndPoint _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private volatile TaskCompletionSource _gate = new();

    public HeldRedis(EndPoint server)
    {
        _server = server;
        _gate.SetResult();
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    public void Hold() =>
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        await _end.CancelAsync();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptSocketAsync(_end.Token);
            _ = PassOnAsync(client, _end.Token);
        }
    }

    private async Task PassOnAsync(Socket client, CancellationToken ct)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await server.ConnectAsync(_server, ct);
        using (client)
        {
            await Task.WhenAny(
                CopyAsync(client, server, () => Task.CompletedTask, ct),
                CopyAsync(server, client, () => _gate.Task, ct)
            );
        }
    }

    private static async Task CopyAsync(
        Socket from,
        Socket to,
        Func<Task> opened,
        CancellationToken ct
    )
    {
        var bytes = new byte[16 * 1024];
        for (int count; (count = await from.ReceiveAsync(bytes, ct)) > 0; )
        {
            await opened();
            await to.SendAsync(bytes.AsMemory(0, count), ct);
        }
    }
}
