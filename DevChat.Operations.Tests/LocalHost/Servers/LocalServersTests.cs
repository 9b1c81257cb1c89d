using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Programs;
using Npgsql;
using StackExchange.Redis;

namespace DevChat.Operations.Tests.LocalHost.Servers;

public sealed class LocalServersTests : IDisposable
{
    private readonly ServersDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_server_answers_its_own_client()
    {
        await using var servers = await _directory.StartAsync();

        await servers.Postgres!.WriteAsync("row");
        await servers.Redis!.WriteAsync("value");
        await servers.Storage!.WriteAsync("message");

        Assert.Equal("row", await servers.Postgres!.ReadAsync());
        Assert.Equal("value", await servers.Redis!.ReadAsync());
        Assert.Equal("message", await servers.Storage!.ReadAsync());
    }

    [Fact]
    public async Task Data_survives_a_restart()
    {
        await using (var before = await _directory.StartAsync())
        {
            await before.Postgres!.WriteAsync("row");
            await before.Storage!.WriteAsync("message");
        }

        await using var after = await _directory.StartAsync();

        Assert.Equal("row", await after.Postgres!.ReadAsync());
        Assert.Equal("message", await after.Storage!.ReadAsync());
    }

    [Fact]
    public async Task A_server_comes_back_on_its_port_with_its_data()
    {
        await using var servers = await _directory.StartAsync();
        var (postgres, storage) = (servers.Postgres!, servers.Storage!);
        await postgres.WriteAsync("row");
        await storage.WriteAsync("message");
        var before = (postgres.ConnectionString, storage.ConnectionStringFor("devstoreaccount1"));

        await Task.WhenAll(postgres.StopAsync(Soon.Token), storage.StopAsync(Soon.Token));
        await Task.WhenAll(postgres.StartAsync(Soon.Token), storage.StartAsync(Soon.Token));

        Assert.Equal("row", await postgres.ReadAsync());
        Assert.Equal("message", await storage.ReadAsync());
        Assert.Equal(
            before,
            (postgres.ConnectionString, storage.ConnectionStringFor("devstoreaccount1"))
        );
    }

    [Fact]
    public async Task Redis_comes_back_on_its_port_and_empty()
    {
        var options = _directory.Options with { Postgres = false, Storage = false };
        await using var servers = await _directory.StartAsync(options);
        var redis = servers.Redis!;
        await redis.WriteAsync("value");
        var port = redis.Port;

        await redis.StopAsync(Soon.Token);
        await redis.StartAsync(Soon.Token);

        Assert.Null(await redis.ReadAsync());
        Assert.Equal(port, redis.Port);
    }

    [Fact]
    public async Task Nothing_is_left_running_after_the_end()
    {
        var servers = await _directory.StartAsync();
        LocalServer[] all = [servers.Postgres!, servers.Redis!, servers.Storage!];
        var processes = all.OfType<ServerProcess>()
            .Select(server => ProcessMark.Of(server.ProcessId)!)
            .ToList();
        Assert.All(processes, process => Assert.True(process.IsAlive()));

        await servers.DisposeAsync();

        Assert.All(processes, process => Assert.False(process.IsAlive()));
        Assert.All(all, server => Assert.True(LoopbackPort.IsFree(server.Port)));
    }

    [Fact]
    public async Task Only_the_chosen_servers_are_started()
    {
        var options = _directory.Options with { Postgres = false, Storage = false };

        await using var servers = await _directory.StartAsync(options);

        Assert.NotNull(servers.Redis);
        Assert.Null(servers.Postgres);
        Assert.Null(servers.Storage);
    }

    [Fact]
    public async Task No_server_answers_without_the_secret()
    {
        await using var servers = await _directory.StartAsync();

        var postgres = new NpgsqlConnectionStringBuilder(servers.Postgres!.ConnectionString)
        {
            Password = "guess",
        };
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.OpenAsync(Soon.Token)
        );
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);

        await Assert.ThrowsAsync<RedisConnectionException>(() =>
            ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{servers.Redis!.Port}")
        );

        var anonymous = new QueueClient(
            new Uri($"http://127.0.0.1:{servers.Storage!.QueuePort}/devstoreaccount1/notes")
        );
        await Assert.ThrowsAsync<RequestFailedException>(() =>
            anonymous.CreateAsync(cancellationToken: Soon.Token)
        );
    }

    [Fact]
    public async Task Storage_serves_every_account_that_was_asked_for()
    {
        var options = _directory.Options with
        {
            Postgres = false,
            Redis = false,
            StorageAccounts = ["first", "second"],
        };
        await using var servers = await _directory.StartAsync(options);
        var first = new BlobServiceClient(servers.Storage!.ConnectionStringFor("first"));
        var second = new BlobServiceClient(servers.Storage.ConnectionStringFor("second"));

        await first.CreateBlobContainerAsync("pictures", cancellationToken: Soon.Token);

        Assert.True((await first.GetBlobContainerClient("pictures").ExistsAsync(Soon.Token)).Value);
        Assert.False(
            (await second.GetBlobContainerClient("pictures").ExistsAsync(Soon.Token)).Value
        );
    }

    [Theory]
    [InlineData(true, "on")]
    [InlineData(false, "off")]
    public async Task PostgreSQL_waits_for_the_disk_by_default(bool durable, string fsync)
    {
        var options = _directory.Options with { Redis = false, Storage = false, Durable = durable };
        await using var servers = await _directory.StartAsync(options);
        await using var source = NpgsqlDataSource.Create(servers.Postgres!.ConnectionString);
        await using var command = source.CreateCommand("SHOW fsync");

        Assert.Equal(fsync, await command.ExecuteScalarAsync(Soon.Token));
    }

    // As root PostgreSQL runs as a user who cannot get there; its data then lies elsewhere.
    [Fact]
    public async Task A_data_directory_may_lie_where_only_its_owner_gets()
    {
        UnixAccess.Close(_directory.Root);
        var options = _directory.Options with { Redis = false, Storage = false };
        await using (var before = await _directory.StartAsync(options))
        {
            await before.Postgres!.WriteAsync("row");
        }

        await using var after = await _directory.StartAsync(options);

        Assert.Equal("row", await after.Postgres!.ReadAsync());
    }
}
