using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Presence;

namespace DevChat.Tests.Connections;

/// <summary>What is open and what is recorded are made to agree.</summary>
public sealed class UnrecordedConnectionTests(PresenceApp app) : IClassFixture<PresenceApp>
{
    [Fact]
    public async Task A_connection_that_cannot_be_recorded_is_closed()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        await using var connection = await WithoutRecordsAsync(async () =>
        {
            var opened = await ada.ConnectAsync();
            var reason = await opened.ClosedAsync();
            Assert.Contains("could not be recorded", reason?.Message, StringComparison.Ordinal);
            return opened;
        });

        await grace.OpenDirectRoomAsync(ada);
        await using var next = await ada.ComeOnlineAsync();

        Assert.Empty(connection.Waiting("chatroom-created"));
    }

    [Fact]
    public async Task A_heartbeat_that_cannot_record_its_connection_closes_it()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await app.ExecuteAsync("DELETE FROM session_connections");
        await app.EmptyRedisAsync();

        await WithoutRecordsAsync(async () =>
        {
            await connection.Hub.SendCoreAsync("user-online", [new { }]);
            await connection.ClosedAsync();
            return true;
        });
    }

    [Fact]
    public async Task The_sweep_records_a_connection_that_is_open_without_a_record()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await app.ExecuteAsync("DELETE FROM session_connections");

        await app.RunTimerAsync("SweepConnections");

        Assert.Equal(connection.Hub.ConnectionId, await RecordOfAsync(ada));
        await (
            await ada.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null)
        ).ReadAsync(HttpStatusCode.NoContent);
        await connection.ClosedAsync();
    }

    [Fact]
    public async Task The_sweep_closes_a_connection_without_a_record_whose_session_is_over()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await app.ExecuteAsync("DELETE FROM session_connections");
        await app.ExecuteAsync($"UPDATE sessions SET revoked_at = now() WHERE user_id = {ada.Id}");

        await app.RunTimerAsync("SweepConnections");

        await connection.ClosedAsync();
    }

    [Fact]
    public async Task The_sweep_strikes_off_what_a_crash_left_on_record()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await app.ExecuteAsync(
            $"""
            INSERT INTO session_connections (connection_id, session_id, connected_at, closes_at)
            SELECT 'gone', id, created_at, expires_at FROM sessions WHERE user_id = {ada.Id}
            """
        );

        app.Time.Advance(TimeSpan.FromMinutes(2));
        await app.RunTimerAsync("SweepConnections");
        await app.RunTimerAsync("SweepConnections");

        Assert.Equal(connection.Hub.ConnectionId, await RecordOfAsync(ada));
    }

    /// <summary>The only record of the user's connections.</summary>
    private Task<string> RecordOfAsync(TestUser user) =>
        app.QueryAsync<string>(
            $"""
            SELECT coalesce(string_agg(connection_id, ' '), 'none') FROM session_connections
             WHERE session_id IN (SELECT id FROM sessions WHERE user_id = {user.Id})
            """
        );

    /// <summary>While it runs nothing can be recorded, as if the store were away.</summary>
    private async Task<T> WithoutRecordsAsync<T>(Func<Task<T>> action)
    {
        await app.ExecuteAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN RAISE ''away'' USING ERRCODE = ''cannot_connect_now''; END';
            CREATE TRIGGER refuse BEFORE INSERT ON session_connections EXECUTE FUNCTION refuse()
            """
        );
        try
        {
            return await action();
        }
        finally
        {
            await app.ExecuteAsync("DROP FUNCTION refuse CASCADE");
        }
    }
}
