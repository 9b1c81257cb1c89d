using System.Text.RegularExpressions;
using DevChat.Testing.Apps;
using DevChat.Testing.Programs;
using Npgsql;

namespace DevChat.Operations.Tests.Outages;

/// <summary>
/// The stores of one app, each behind a proxy that can be frozen. The app waits for them as long as it does by default, not
/// with the patience of other tests.
/// </summary>
internal sealed partial class FreezableStores : IAsyncDisposable
{
    private readonly List<TcpProxy> _storage = [];

    /// <param name="stores">The stores themselves.</param>
    public FreezableStores(ServerCorner stores)
    {
        var postgres = new NpgsqlConnectionStringBuilder(stores.Postgres);
        Postgres = new TcpProxy(postgres.Port);
        postgres.Port = Postgres.Port;
        postgres.Remove("Timeout");
        postgres.Remove("Command Timeout");
        Redis = new TcpProxy(Ports().Matches(stores.Redis)[0].PortOf());
        Corner = new ServerCorner(
            postgres.ConnectionString,
            $"{Ports().Replace(stores.Redis, $"127.0.0.1:{Redis.Port}")},connectTimeout=2000,asyncTimeout=1000",
            Ports().Replace(stores.Storage, match => $"127.0.0.1:{ThroughProxy(match.PortOf())}")
        );
    }

    /// <summary>What the app connects to.</summary>
    public ServerCorner Corner { get; }

    public TcpProxy Postgres { get; }

    public TcpProxy Redis { get; }

    public void FreezeStorage() => _storage.ForEach(proxy => proxy.Freeze());

    public void ThawStorage() => _storage.ForEach(proxy => proxy.Thaw());

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _storage.Concat([Postgres, Redis]))
        {
            await proxy.DisposeAsync();
        }
    }

    private int ThroughProxy(int port)
    {
        var proxy = new TcpProxy(port);
        _storage.Add(proxy);
        return proxy.Port;
    }

    [GeneratedRegex(@"127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Ports();
}

file static class Matches
{
    public static int PortOf(this Match match) =>
        int.Parse(match.Groups["port"].ValueSpan, provider: null);
}
