using DevChat.LocalHost.Servers;
using Garnet;
using Garnet.server.Auth.Settings;
using StackExchange.Redis;

namespace DevChat.Tests.Identity;

/// <summary>A Redis (Garnet) with users, each of which signs in with the token of the day.</summary>
public sealed class TokenRedis : IAsyncLifetime
{
    private readonly string _directory = Directory
        .CreateTempSubdirectory("devchat-redis-")
        .FullName;
    private readonly int _port = LoopbackPort.Find();
    private GarnetServer? _garnet;
    private ConnectionMultiplexer? _admin;

    /// <summary>Where it is; neither user nor password.</summary>
    public string Address => $"127.0.0.1:{_port}";

    private IServer Admin =>
        (_admin ?? throw new InvalidOperationException("It is not started.")).GetServers().Single();

    public async ValueTask InitializeAsync()
    {
        var users = Path.Combine(_directory, "users.acl");
        await File.WriteAllTextAsync(users, "user default on nopass +@all\n");
        _garnet = RedisServer.Run(
            _port,
            new AclAuthenticationPasswordSettings(users, defaultPassword: string.Empty)
        );
        _admin = await ConnectionMultiplexer.ConnectAsync($"{Address},allowAdmin=true");
    }

    public async ValueTask DisposeAsync()
    {
        await _admin!.DisposeAsync();
        _garnet!.Dispose(deleteDir: false);
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>From now on the user signs in with this token, and no longer with another. Connections stay.</summary>
    public Task AcceptAsync(string user, string token) =>
        Admin.ExecuteAsync("ACL", "SETUSER", user, "on", "resetpass", $">{token}", "+@all");

    /// <summary>Cuts off the connections of a user.</summary>
    public Task CutOffAsync(string user) => Admin.ExecuteAsync("CLIENT", "KILL", "USER", user);

    /// <summary>How many connections a user has.</summary>
    public async Task<int> ConnectionsAsync(string user) =>
        $"{await Admin.ExecuteAsync("CLIENT", "LIST")}"
            .Split('\n')
            .Count(line => line.Contains($" user={user} ", StringComparison.Ordinal));
}
