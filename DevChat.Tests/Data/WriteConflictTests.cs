using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Logs;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Tests.Data;

/// <summary>Transactions that PostgreSQL ends because of others are no outage: they are repeated, and end in an answer of their own.</summary>
public sealed class WriteConflictTests(WriteConflictTests.LoggedApp app)
    : IClassFixture<WriteConflictTests.LoggedApp>
{
    /// <summary>As many as <c>ChatExecutionStrategy</c> makes up for.</summary>
    private const int MaxRetries = 5;

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    public async Task A_change_is_repeated_until_it_succeeds(string state)
    {
        var ada = await app.RegisterAsync();
        foreach (var write in Writes)
        {
            var room = (await ada.OpenGroupAsync("contended")).Id();
            await ada.SendAsync(room, "to be read");
            await EndWritesAsync(room, state, times: MaxRetries);

            var answer = await write(ada, room);

            Assert.True(
                answer.IsSuccessStatusCode,
                $"{answer.RequestMessage} after {await AttemptsAsync()} attempts: {answer.StatusCode}"
            );
            Assert.Equal(MaxRetries + 1, await AttemptsAsync());
        }
    }

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    public async Task A_change_that_never_succeeds_is_put_off_and_no_outage(string state)
    {
        var ada = await app.RegisterAsync();
        foreach (var write in Writes)
        {
            var room = (await ada.OpenGroupAsync("contended")).Id();
            await ada.SendAsync(room, "to be read");
            await EndWritesAsync(room, state, times: 1000);

            var answer = await write(ada, room);

            await answer.ReadProblemAsync(HttpStatusCode.ServiceUnavailable, "store_contended");
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        }

        Assert.DoesNotContain(
            app.Log.Entries,
            entry => entry.Text.Contains("cannot be reached", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_realtime_call_is_answered_in_the_same_way()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("contended")).Id();
        await using var connection = await ada.ConnectAsync();
        await EndWritesAsync(room, "40P01", times: 1000);

        var reply = await connection.InvokeAsync(
            "send-message",
            new { chatroom_id = room, content = "no" }
        );

        Assert.Equal("store_contended", reply.GetProperty("error").Text("code"));
        Assert.Equal(503, reply.GetProperty("error").Number("status"));
    }

    [Fact]
    public async Task The_victim_of_a_real_deadlock_succeeds_in_the_end()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("deadlock", grace)).Id();
        await using var other = await app.Database.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        // The request looks for a deadlock before this transaction does, and so is the one that is ended.
        await RunAsync(other, "SET LOCAL deadlock_timeout = '1min'");
        await RunAsync(
            other,
            $"SELECT FROM chatroom_participants WHERE chatroom_id = {room} AND user_id = {grace.Id} FOR UPDATE"
        );

        var removal = ada.Http.DeleteAsync(
            new Uri($"api/chatrooms/{room}/participants/{grace.Id}", UriKind.Relative)
        );
        await RoomIsLockedAsync(room);
        await RunAsync(other, $"SELECT FROM chatrooms WHERE id = {room} FOR UPDATE");

        Assert.False(removal.IsCompleted);
        await transaction.RollbackAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await removal).StatusCode);
    }

    private static readonly Func<TestUser, int, Task<HttpResponseMessage>>[] Writes =
    [
        (user, room) => user.PostMessageAsync(room, "hello"),
        (user, room) => user.Http.PutAsJsonAsync($"api/chatrooms/{room}", new { name = "new" }),
        (user, room) => user.Http.PutAsJsonAsync($"api/messages/{room}/read", new { seq = 1 }),
    ];

    /// <summary>
    /// Ends transactions that change the room, or a participant of it, so often with the error. (A sequence counts on when a
    /// transaction is rolled back.)
    /// </summary>
    private Task EndWritesAsync(int room, string state, int times) =>
        app.ExecuteAsync(
            $"""
            UPDATE chatroom_participants SET last_read_seq = 0 WHERE chatroom_id = {room};
            DROP TRIGGER IF EXISTS contended ON chatrooms;
            DROP TRIGGER IF EXISTS contended ON chatroom_participants;
            DROP SEQUENCE IF EXISTS attempts;
            CREATE SEQUENCE attempts;
            CREATE OR REPLACE FUNCTION contend() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('attempts') <= {times} THEN
                    RAISE EXCEPTION 'others came first' USING ERRCODE = '{state}';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER contended BEFORE UPDATE OF name, last_seq, revision ON chatrooms
                FOR EACH ROW WHEN (NEW.id = {room} AND NEW.announced_seq = OLD.announced_seq) EXECUTE FUNCTION contend();
            CREATE TRIGGER contended BEFORE UPDATE ON chatroom_participants
                FOR EACH ROW WHEN (NEW.chatroom_id = {room}) EXECUTE FUNCTION contend();
            """
        );

    private Task<long> AttemptsAsync() => app.QueryAsync<long>("SELECT last_value FROM attempts");

    /// <summary>Returns when a transaction holds the lock on the room and waits for another one.</summary>
    private async Task RoomIsLockedAsync(int room)
    {
        await using var connection = await app.Database.OpenConnectionAsync();
        for (var isFree = true; isFree; )
        {
            await using var command = new NpgsqlCommand(
                $"SELECT count(*) FROM (SELECT FROM chatrooms WHERE id = {room} FOR UPDATE SKIP LOCKED) AS free",
                connection
            );
            isFree = (long)(await command.ExecuteScalarAsync())! > 0;
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public sealed class LoggedApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        public LogRecorder Log { get; } = new();

        protected override void AddLogging(ILoggingBuilder logging)
        {
            base.AddLogging(logging);
            logging.AddProvider(Log);
        }
    }
}
