using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Npgsql;

namespace DevChat.Tests.Sync;

/// <summary>
/// Changes that commit after the client has asked, by transactions that began before: a clock or a sequence would hide them.
/// </summary>
public sealed class SyncOrderTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task A_message_of_an_older_transaction_is_told()
    {
        var (ada, grace, room, _) = await RoomAsync();
        await using var late = await BeginAsync();
        await ada.SendAsync(room, "of a younger transaction that commits first");
        var client = await SyncClient.StartAsync(grace);

        await late.ExecuteAsync(
            $"""
            WITH place AS (
                UPDATE chatrooms SET last_seq = last_seq + 1, revision = revision + 1 WHERE id = {room} RETURNING last_seq
            )
            INSERT INTO messages (chatroom_id, seq, sender_id, content, created_at)
            SELECT {room}, last_seq, {ada.Id}, 'late', now() - interval '1 hour' FROM place
            """
        );
        await ada.GetAsync($"api/messages/{room}");
        Assert.DoesNotContain(await client.SyncAsync(), IsLate);
        await late.CommitAsync();

        Assert.Contains(await client.SyncAsync(), IsLate);

        static bool IsLate(SyncClient.Change change) =>
            change.Event == "new-message" && change.Payload.Text("content") == "late";
    }

    [Fact]
    public async Task A_deletion_of_an_older_transaction_is_told()
    {
        var (ada, grace, room, message) = await RoomAsync();
        await using var late = await BeginAsync();
        await ada.SendAsync(room, "younger");
        var client = await SyncClient.StartAsync(grace);
        await client.SyncAsync();

        await late.ExecuteAsync(
            $"""
            UPDATE messages SET content = NULL, deleted_at = now() WHERE id = {message};
            UPDATE chatrooms SET revision = revision + 1 WHERE id = {room};
            """
        );
        await client.SyncAsync();
        await late.CommitAsync();

        Assert.Contains(
            await client.SyncAsync(),
            change => change.Event == "message-deleted" && change.Payload.Seq() == 1
        );
    }

    [Fact]
    public async Task An_exit_of_an_older_transaction_is_told()
    {
        var (ada, grace, room, _) = await RoomAsync();
        await using var late = await BeginAsync();
        await ada.SendAsync(room, "younger");
        var client = await SyncClient.StartAsync(grace);

        await late.ExecuteAsync(
            $"""
            DELETE FROM chatroom_participants WHERE chatroom_id = {room} AND user_id = {grace.Id};
            UPDATE chatrooms SET revision = revision + 1 WHERE id = {room};
            """
        );
        await client.SyncAsync();
        await late.CommitAsync();

        Assert.Equal(
            ["participant-removed"],
            (await client.SyncAsync()).Select(change => change.Event)
        );
    }

    [Fact]
    public async Task A_read_position_of_an_older_transaction_is_told()
    {
        var (ada, grace, room, _) = await RoomAsync();
        await using var late = await BeginAsync();
        await ada.SendAsync(room, "younger");
        var client = await SyncClient.StartAsync(ada);

        await late.ExecuteAsync(
            $"UPDATE chatroom_participants SET last_read_seq = 1 WHERE chatroom_id = {room} AND user_id = {grace.Id}"
        );
        await client.SyncAsync();
        await late.CommitAsync();

        Assert.Contains(
            await client.SyncAsync(),
            change =>
                change.Event == "messages-read" && change.Payload.Number("user_id") == grace.Id
        );
    }

    [Fact]
    public async Task While_many_users_write_at_once_a_client_that_only_syncs_has_everything()
    {
        var users = new List<TestUser>();
        for (var i = 0; i < 4; i++)
        {
            users.Add(await app.RegisterAsync());
        }

        var rooms = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            rooms.Add((await users[0].OpenGroupAsync($"room {i}", [.. users.Skip(1)])).Id());
        }

        var view = new SyncView(users[1]);
        var client = await SyncClient.StartAsync(users[1], limit: 3);
        view.Apply(client.Taken);
        using var done = new CancellationTokenSource();
        var syncing = SyncUntilAsync(client, view, done.Token);

        await Task.WhenAll(users.Select((user, i) => WriteAsync(user, rooms, new Random(i))));
        await done.CancelAsync();
        await syncing;
        view.Apply(await client.SyncAsync());

        await view.AssertIsCompleteAsync();
    }

    private static async Task SyncUntilAsync(
        SyncClient client,
        SyncView view,
        CancellationToken done
    )
    {
        while (!done.IsCancellationRequested)
        {
            view.Apply(await client.SyncAsync());
        }
    }

    private static async Task WriteAsync(TestUser user, List<int> rooms, Random random)
    {
        for (var i = 0; i < 40; i++)
        {
            var room = rooms[random.Next(rooms.Count)];
            var sent = await user.SendAsync(room, $"{user.Username} {i}");
            switch (random.Next(4))
            {
                case 0:
                    await user.Http.DeleteAsync(
                        new Uri($"api/messages/{sent.Id()}", UriKind.Relative)
                    );
                    break;
                case 1:
                    await user.Http.PutAsJsonAsync(
                        $"api/messages/{room}/read",
                        new { seq = sent.Seq() }
                    );
                    break;
                case 2:
                    await user.Http.PutAsJsonAsync(
                        $"api/chatrooms/{room}",
                        new { name = $"{user.Username} {i}" }
                    );
                    break;
            }
        }
    }

    private async Task<(TestUser Ada, TestUser Grace, int Room, long Message)> RoomAsync()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("interleaved", grace)).Id();
        var message = await ada.SendAsync(room, "first");
        return (ada, grace, room, message.Id());
    }

    /// <summary>A transaction that has its id already, and so is older than every later one.</summary>
    private async Task<OpenTransaction> BeginAsync()
    {
        var connection = await app.Database.OpenConnectionAsync();
        var transaction = new OpenTransaction(connection, await connection.BeginTransactionAsync());
        await transaction.ExecuteAsync("SELECT pg_current_xact_id()");
        return transaction;
    }

    private sealed class OpenTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction)
        : IAsyncDisposable
    {
        public async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync();
        }

        public Task CommitAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
