using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Data;
using Npgsql;

namespace DevChat.Tests.Unread;

/// <summary>Alone with its app, so that no recount of another test is counted.</summary>
public sealed class RecountCostTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private string Database =>
        new NpgsqlConnectionStringBuilder(app.Database.ConnectionString).Database!;

    [Fact]
    public async Task A_message_in_a_room_of_a_thousand_costs_one_queue_message_and_a_few_statements()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("a thousand")).Id();
        await app.QueryAsync<long>(
            $"""
            WITH people AS (
                INSERT INTO users (username, email, password, is_online, created_at, updated_at)
                SELECT 'crowd' || n, 'crowd' || n || '@example.test', '', true, now(), now() FROM generate_series(1, 1000) n
                RETURNING id
            ), members AS (
                INSERT INTO chatroom_participants (chatroom_id, user_id, joined_at, last_read_seq)
                SELECT {room}, id, now(), 0 FROM people RETURNING 1
            )
            SELECT count(*) FROM members
            """
        );
        var grace = await app.RegisterAsync();
        await using var connection = await grace.ComeOnlineAsync();
        using var counter = new StatementCounter();
        await (
            await ada.Http.PostAsync(
                new Uri($"api/chatrooms/{room}/participants", UriKind.Relative),
                JsonContent.Create(new { user_ids = new[] { grace.Id } })
            )
        ).ReadAsync(HttpStatusCode.OK);

        await ada.SendAsync(room, "to a thousand people");

        Assert.Equal(1, (await connection.NextAsync("unread-changed")).Number("unread_count"));
        Assert.Single(
            counter.OfDatabase(Database),
            sql =>
                sql.Contains("is_online", StringComparison.Ordinal)
                && sql.Contains("last_read_seq", StringComparison.Ordinal)
                && !sql.Contains("username", StringComparison.Ordinal)
        );
    }
}
