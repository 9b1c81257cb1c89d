using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using DevChat.Host.Hosting;
using DevChat.LocalHost.Parts;
using DevChat.Tests.Host;
using Npgsql;
using StackExchange.Redis;
using Xunit;

namespace DevChat.Tests.LocalHost.Parts;

public sealed class EmbeddedPartsTests : IDisposable
{
    private readonly PartsDirectory _directory = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_part_answers_its_own_client()
    {
        await using var parts = await _directory.StartAsync();

        await parts.Postgres!.WriteAsync("row");
        await parts.Redis!.WriteAsync("value");
        await parts.Storage!.WriteAsync("message");

        Assert.Equal("row", await parts.Postgres!.ReadAsync());
        Assert.Equal("value", await parts.Redis!.ReadAsync());
        Assert.Equal("message", await parts.Storage!.ReadAsync());
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
    public async Task A_part_comes_back_on_its_port_with_its_data()
    {
        await using var parts = await _directory.StartAsync();
        var (postgres, storage) = (parts.Postgres!, parts.Storage!);
        await postgres.WriteAsync("row");
        await storage.WriteAsync("message");
        var before = (postgres.ConnectionString, storage.ConnectionStringFor("devstoreaccount1"));

        await Task.WhenAll(postgres.StopAsync(Ct), storage.StopAsync(Ct));
        await Task.WhenAll(postgres.StartAsync(Ct), storage.StartAsync(Ct));

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
        await using var parts = await _directory.StartAsync(options);
        var redis = parts.Redis!;
        await redis.WriteAsync("value");
        var port = redis.Port;

        await redis.StopAsync(Ct);
        await redis.StartAsync(Ct);

        Assert.Null(await redis.ReadAsync());
        Assert.Equal(port, redis.Port);
    }

    [Fact]
    public async Task Nothing_is_left_running_after_the_end()
    {
        var parts = await _directory.StartAsync();
        EmbeddedPart[] all = [parts.Postgres!, parts.Redis!, parts.Storage!];
        var processes = all.Select(part => ProcessMark.Of(part.ProcessId)!).ToList();
        Assert.All(processes, process => Assert.True(process.IsAlive()));

        await parts.DisposeAsync();

        Assert.All(processes, process => Assert.False(process.IsAlive()));
        Assert.All(all, part => Assert.True(LoopbackPort.IsFree(part.Port)));
    }

    [Fact]
    public async Task Only_the_chosen_parts_are_started()
    {
        var options = _directory.Options with { Postgres = false, Storage = false };

        await using var parts = await _directory.StartAsync(options);

        Assert.NotNull(parts.Redis);
        Assert.Null(parts.Postgres);
        Assert.Null(parts.Storage);
    }

    [Fact]
    public async Task No_part_answers_without_the_secret()
    {
        await using var parts = await _directory.StartAsync();

        var postgres = new NpgsqlConnectionStringBuilder(parts.Postgres!.ConnectionString)
        {
            Password = "guess",
        };
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Ct));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);

        await Assert.ThrowsAsync<RedisConnectionException>(() =>
            ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{parts.Redis!.Port}")
        );

        var anonymous = new QueueClient(
            new Uri($"http://127.0.0.1:{parts.Storage!.QueuePort}/devstoreaccount1/notes")
        );
        await Assert.ThrowsAsync<RequestFailedException>(() =>
            anonymous.CreateAsync(cancellationToken: Ct)
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
        await using var parts = await _directory.StartAsync(options);
        var first = new BlobServiceClient(parts.Storage!.ConnectionStringFor("first"));
        var second = new BlobServiceClient(parts.Storage.ConnectionStringFor("second"));

        await first.CreateBlobContainerAsync("pictures", cancellationToken: Ct);

        Assert.True((await first.GetBlobContainerClient("pictures").ExistsAsync(Ct)).Value);
        Assert.False((await second.GetBlobContainerClient("pictures").ExistsAsync(Ct)).Value);
    }

    [Theory]
    [InlineData(true, "on")]
    [InlineData(false, "off")]
    public async Task PostgreSQL_waits_for_the_disk_unless_told_otherwise(
        bool durable,
        string fsync
    )
    {
        var options = _directory.Options with { Redis = false, Storage = false, Durable = durable };
        await using var parts = await _directory.StartAsync(options);
        await using var source = NpgsqlDataSource.Create(parts.Postgres!.ConnectionString);
        await using var command = source.CreateCommand("SHOW fsync");

        Assert.Equal(fsync, await command.ExecuteScalarAsync(Ct));
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
