using System.Text.Json;
using DevChat.Domain.Data;
using DevChat.LocalHost.Parts;
using DevChat.Tests.Host;
using DevChat.Tests.Support;
using StackExchange.Redis;

namespace DevChat.Tests.Identity;

/// <summary>A Redis (Garnet) with users, each of which signs in with the token of the day.</summary>
public sealed class TokenRedis : IAsyncLifetime
{
    private readonly string _directory = Directory
        .CreateTempSubdirectory("devchat-redis-")
        .FullName;
    private readonly int _port = LoopbackPort.Find();
    private SupervisedProcess? _garnet;
    private ConnectionMultiplexer? _admin;

    /// <summary>Where it is; neither user nor password.</summary>
    public string Address => $"127.0.0.1:{_port}";

    private IServer Admin =>
        (_admin ?? throw new InvalidOperationException("It is not started.")).GetServers().Single();

    public async ValueTask InitializeAsync()
    {
        var program = await GarnetTool.FindAsync(_ => { }, CancellationToken.None);
        _garnet = await TestServer.StartAsync(
            await CommandAsync(program),
            async _ =>
                (_admin = await ConnectionMultiplexer.ConnectAsync($"{Address},allowAdmin=true"))
                    is not null
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _admin!.DisposeAsync();
        await _garnet!.DisposeAsync();
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

    private async Task<PartCommand> CommandAsync(string program)
    {
        var users = Path.Combine(_directory, "users.acl");
        await File.WriteAllTextAsync(users, "user default on nopass +@all\n");
        var settings = Path.Combine(_directory, "garnet.conf");
        await File.WriteAllTextAsync(
            settings,
            JsonSerializer.Serialize(
                new
                {
                    Address = "127.0.0.1",
                    Port = _port,
                    AuthenticationMode = "ACL",
                    AclFile = users,
                    EnableLua = true,
                    LogMemorySize = "64m",
                    PageSize = "1m",
                    IndexMemorySize = "1m",
                }
            )
        );
        return new PartCommand
        {
            Command = DotnetHost.Path,
            Arguments = ["exec", program, "--config-import-path", settings],
            WorkingDirectory = _directory,
            Log = Path.Combine(_directory, "garnet.log"),
            Environment = new Dictionary<string, string>
            {
                ["DOTNET_gcServer"] = "0",
                ["DOTNET_ROLL_FORWARD"] = "Major",
                ["DOTNET_EnableDiagnostics"] = "0",
            },
        };
    }
}
