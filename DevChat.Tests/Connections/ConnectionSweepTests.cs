using DevChat.Domain.Sessions;
using DevChat.Functions.Realtime;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Tests.Host;
using DevChat.Tests.Presence;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace DevChat.Tests.Connections;

public sealed class ConnectionSweepTests(PresenceApp app) : IClassFixture<PresenceApp>
{
    [Fact]
    public async Task A_connection_whose_session_has_expired_is_closed()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();

        app.Time.Advance(TimeSpan.FromHours(25));
        await using var fresh = await (await app.LoginAsync(ada)).ComeOnlineAsync();
        await app.RunTimerAsync("SweepConnections");

        await connection.ClosedAsync();
        await fresh.BeatAsync();
        await app.UntilAsync($"SELECT {ConnectionsOf(ada)} = 1");
    }

    [Fact]
    public async Task A_connection_that_signing_out_did_not_reach_is_closed_by_the_sweep()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await EndSessionOnlyAsync(ada);

        await app.RunTimerAsync("SweepConnections");

        await connection.ClosedAsync();
        await app.UntilAsync($"SELECT {ConnectionsOf(ada)} = 0");
    }

    [Fact]
    public async Task A_heartbeat_of_an_unknown_connection_whose_session_has_ended_closes_it()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await EndSessionOnlyAsync(ada);
        await app.EmptyRedisAsync();

        await connection.Hub.SendAsync("user-online", new { });

        await connection.ClosedAsync();
    }

    [Fact]
    public async Task A_heartbeat_records_a_connection_whose_connected_event_was_lost()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await app.ExecuteAsync("DELETE FROM session_connections");
        await app.EmptyRedisAsync();

        await connection.BeatAsync();

        Assert.Equal(1L, await app.QueryAsync<long>($"SELECT {ConnectionsOf(ada)}"));
        Assert.True(await PresenceApp.IsOnlineAsync(ada));
    }

    [Fact]
    public async Task One_that_cannot_be_closed_stays_recorded_and_keeps_none_of_the_others_open()
    {
        var ada = await app.RegisterAsync();
        await using var first = await ada.ComeOnlineAsync();
        await using var second = await ada.ComeOnlineAsync();
        var gateway = new Mock<IRealtimeGateway>();
        gateway
            .Setup(realtime =>
                realtime.CloseConnectionAsync(
                    first.Hub.ConnectionId!,
                    It.IsAny<string>(),
                    It.IsAny<CancellationToken>()
                )
            )
            .ThrowsAsync(new HttpRequestException("away"));
        await using var scope = app.Services.CreateAsyncScope();
        var closing = new ConnectionClosing(
            scope.ServiceProvider.GetRequiredService<SessionStore>(),
            gateway.Object,
            NullLogger<ConnectionClosing>.Instance
        );

        await closing.CloseAsync(
            [first.Hub.ConnectionId!, second.Hub.ConnectionId!],
            "signed out",
            CancellationToken.None
        );

        Assert.Equal(
            first.Hub.ConnectionId,
            await app.QueryAsync<string>($"SELECT connection_id {FromConnectionsOf(ada)}")
        );
        Assert.Equal(1L, await app.QueryAsync<long>($"SELECT {ConnectionsOf(ada)}"));
    }

    [Fact]
    public async Task One_that_does_not_close_keeps_no_other_waiting()
    {
        const int count = 8;
        var calls = 0;
        var all = new TaskCompletionSource();
        var gateway = new Mock<IRealtimeGateway>();
        gateway
            .Setup(realtime =>
                realtime.CloseConnectionAsync(
                    It.IsAny<string>(),
                    It.IsAny<string>(),
                    It.IsAny<CancellationToken>()
                )
            )
            .Returns(() =>
            {
                if (Interlocked.Increment(ref calls) == count)
                {
                    all.SetResult();
                }

                return all.Task; // none is closed before all have been asked to
            });
        await using var scope = app.Services.CreateAsyncScope();
        var closing = new ConnectionClosing(
            scope.ServiceProvider.GetRequiredService<SessionStore>(),
            gateway.Object,
            NullLogger<ConnectionClosing>.Instance
        );

        var closed = await Soon.Within(
            closing.CloseAsync(
                [.. Enumerable.Range(0, count).Select(i => $"connection {i}")],
                "signed out",
                CancellationToken.None
            )
        );

        Assert.Equal(count, closed);
    }

    [Fact]
    public async Task One_that_may_not_be_and_cannot_be_closed_is_left_to_the_sweep()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await app.ExecuteAsync("DELETE FROM session_connections");
        var session = await app.QueryAsync<Guid>(
            $"SELECT id FROM sessions WHERE user_id = {ada.Id}"
        );
        var away = new Mock<IRealtimeGateway>();
        away.Setup(realtime =>
                realtime.CloseConnectionAsync(
                    It.IsAny<string>(),
                    It.IsAny<string>(),
                    It.IsAny<CancellationToken>()
                )
            )
            .ThrowsAsync(new HttpRequestException("away"));
        await using var scope = app.Services.CreateAsyncScope();
        var refusal = new ConnectionRefusal(
            scope.ServiceProvider.GetRequiredService<ConnectionRecords>(),
            away.Object,
            NullLogger<ConnectionRefusal>.Instance
        );

        await refusal.RefuseAsync(connection.Hub.ConnectionId!, session, "too many");
        await app.RunTimerAsync("SweepConnections");

        await connection.ClosedAsync();
    }

    [Fact]
    public async Task Sessions_are_deleted_a_week_after_they_expired()
    {
        var ada = await app.RegisterAsync();

        app.Time.Advance(TimeSpan.FromDays(7));
        await app.LoginAsync(ada);
        await app.RunTimerAsync("SweepConnections");
        Assert.Equal(2L, await app.QueryAsync<long>($"SELECT {SessionsOf(ada)}"));
        app.Time.Advance(TimeSpan.FromDays(2));
        await app.RunTimerAsync("SweepConnections");

        Assert.Equal(1L, await app.QueryAsync<long>($"SELECT {SessionsOf(ada)}"));
    }

    /// <summary>A sign-out that stops before it closes the connections.</summary>
    private async Task EndSessionOnlyAsync(TestUser user)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<SessionStore>();
        await sessions.RevokeAsync(
            await app.QueryAsync<Guid>($"SELECT id FROM sessions WHERE user_id = {user.Id}"),
            CancellationToken.None
        );
    }

    private static string SessionsOf(TestUser user) =>
        $"(SELECT count(*) FROM sessions WHERE user_id = {user.Id})";

    private static string ConnectionsOf(TestUser user) =>
        $"(SELECT count(*) {FromConnectionsOf(user)})";

    private static string FromConnectionsOf(TestUser user) =>
        $"FROM session_connections WHERE session_id IN (SELECT id FROM sessions WHERE user_id = {user.Id})";
}
