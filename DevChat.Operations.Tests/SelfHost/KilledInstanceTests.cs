using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Programs;
using Npgsql;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>An instance that is killed while it inserts messages.</summary>
public sealed class KilledInstanceTests(EmbeddedServers servers) : IAsyncLifetime
{
    private const int Senders = 16;
    private const int AcknowledgedBefore = 3 * Senders;

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["RateLimits:Enabled"] = "false",
        ["Passwords:WorkFactor"] = "4",
    };

    private readonly string _directory = Directory.CreateTempSubdirectory("devchat-").FullName;
    private readonly ConcurrentDictionary<Guid, JsonElement> _acknowledged = new();
    private readonly ConcurrentDictionary<Guid, TestUser> _unanswered = new();
    private ServerCorner? _corner;
    private InstanceProcess? _instance;

    private InstanceProcess Instance =>
        _instance ?? throw new InvalidOperationException("The instance is not started.");

    public async ValueTask InitializeAsync()
    {
        _corner = await servers.TakeCornerAsync();
        _instance = new InstanceProcess(_corner, Settings, _directory);
        await _instance.StartAsync();
    }

    public ValueTask DisposeAsync()
    {
        _instance?.Dispose();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The batch waits in PostgreSQL when the instance is killed. PostgreSQL commits it afterwards.</summary>
    [Fact]
    public async Task Every_message_of_a_batch_that_the_kill_cut_off_is_stored_once()
    {
        var (ada, grace) = (
            await ProcessUsers.RegisterAsync(Instance.Address),
            await ProcessUsers.RegisterAsync(Instance.Address)
        );
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var database = NpgsqlDataSource.Create(_corner!.Postgres);
        var sending = SendAllAsync([ada, grace], room);
        await Soon.UntilAsync(
            () => Task.FromResult(_acknowledged.Count >= AcknowledgedBefore),
            "Messages are acknowledged."
        );
        await using (var connection = await database.OpenConnectionAsync(Soon.Token))
        {
            await LockAsync(connection, [ada.Id, grace.Id]);
            await BatchWaitsAsync(database, connection.ProcessID);
            await Instance.KillAsync();
            await ExecuteAsync(connection, "ROLLBACK");
        }

        await Soon.Within(sending);
        var acknowledged = _acknowledged.ToDictionary();
        Assert.Equal(Senders, _unanswered.Count);

        await Instance.StartAsync();
        var retried = await RetryAllAsync(room);

        Assert.Contains(HttpStatusCode.OK, retried);
        var stored = await ada.ReadAllAsync(room);
        Assert.Equal(
            Enumerable.Range(1, _acknowledged.Count).Select(seq => (long)seq),
            stored.Select(JsonReading.Seq)
        );
        var byKey = stored.ToDictionary(message => message.Text("client_message_id")!);
        Assert.All(
            acknowledged.Concat(_acknowledged),
            sent => Assert.Equal(sent.Value.GetRawText(), byKey[$"{sent.Key}"].GetRawText())
        );
    }

    private Task SendAllAsync(IReadOnlyList<TestUser> users, int room) =>
        Task.WhenAll(
            Enumerable.Range(0, Senders).Select(i => SendUntilKilledAsync(users[i % 2], room))
        );

    private async Task SendUntilKilledAsync(TestUser sender, int room)
    {
        try
        {
            while (true)
            {
                var key = Guid.CreateVersion7();
                _unanswered[key] = sender;
                await SendAsync(sender, room, key);
            }
        }
        catch (HttpRequestException) { }
    }

    private async Task<HttpStatusCode> SendAsync(TestUser sender, int room, Guid key)
    {
        using var answer = await sender.PostMessageAsync(room, $"message {key}", key);
        var status = answer.StatusCode;
        _acknowledged[key] = await answer.ReadAsync(
            status == HttpStatusCode.OK ? HttpStatusCode.OK : HttpStatusCode.Created
        );
        _unanswered.TryRemove(key, out _);
        return status;
    }

    /// <summary>Sends again what has no answer.</summary>
    private async Task<IReadOnlyList<HttpStatusCode>> RetryAllAsync(int room) =>
        await Task.WhenAll(_unanswered.Select(sent => SendAsync(sent.Value, room, sent.Key)));

    private static Task LockAsync(NpgsqlConnection connection, IEnumerable<int> users) =>
        ExecuteAsync(
            connection,
            $"BEGIN; SELECT FROM users WHERE id IN ({string.Join(',', users)}) ORDER BY id FOR UPDATE"
        );

    /// <summary>Returns when the batch waits for the rows of its senders.</summary>
    private static Task BatchWaitsAsync(NpgsqlDataSource database, int locker) =>
        Soon.UntilAsync(
            async () =>
            {
                await using var command = database.CreateCommand(
                    "SELECT count(*) FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))"
                );
                command.Parameters.AddWithValue(locker);
                return (long)(await command.ExecuteScalarAsync(Soon.Token))! > 0;
            },
            "A batch waits."
        );

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Soon.Token);
    }
}
