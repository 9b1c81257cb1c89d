using DevChat.Domain.Sessions;
using DevChat.Functions.Realtime;
using DevChat.Testing.Apps;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace DevChat.Tests.Connections;

/// <summary>How many connections one user and one session may have.</summary>
public sealed class ConnectionCapTests(ConnectionCapTests.CappedApp app)
    : IClassFixture<ConnectionCapTests.CappedApp>
{
    private const int PerSession = 3;
    private const int PerUser = 5;
    private const int Rounds = 10;

    [Fact]
    public async Task A_connection_too_many_is_closed_and_the_others_go_on()
    {
        var ada = await app.RegisterAsync();
        await using var first = await ada.ComeOnlineAsync();
        await using var second = await ada.ComeOnlineAsync();
        await using var third = await ada.ComeOnlineAsync();

        await using var fourth = await ada.ConnectAsync();

        var reason = await fourth.ClosedAsync();
        Assert.Contains("too many connections", reason?.Message, StringComparison.Ordinal);
        foreach (var connection in (TestConnection[])[first, second, third])
        {
            await connection.BeatAsync();
        }
    }

    [Fact]
    public async Task One_that_ends_makes_room_for_another()
    {
        var ada = await app.RegisterAsync();
        await using var first = await ada.ComeOnlineAsync();
        await using var second = await ada.ComeOnlineAsync();
        await using var third = await ada.ComeOnlineAsync();

        await third.DisposeAsync();
        await UntilRecordedAsync(ada, PerSession - 1);
        await using var fourth = await ada.ConnectAsync();

        await fourth.BeatAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_record_whose_connection_is_gone_takes_no_room(bool isGone)
    {
        var ada = await app.RegisterAsync();
        var session = await app.QueryAsync<Guid>(
            $"SELECT id FROM sessions WHERE user_id = {ada.Id}"
        );
        await app.ExecuteAsync(
            $"""
            INSERT INTO session_connections (connection_id, session_id, connected_at, closes_at)
            SELECT 'old {ada.Id} ' || n, '{session}', now() - interval '1 hour', now() + interval '1 hour'
              FROM generate_series(1, {PerSession}) AS n
            """
        );
        var gateway = new Mock<IRealtimeGateway>();
        gateway
            .Setup(realtime =>
                realtime.IsClosedAsync($"old {ada.Id} 2", It.IsAny<CancellationToken>())
            )
            .ReturnsAsync(isGone);
        await using var scope = app.Services.CreateAsyncScope();
        var gone = ActivatorUtilities.CreateInstance<ClosedConnectionCleanup>(
            scope.ServiceProvider,
            gateway.Object
        );
        var admission = ActivatorUtilities.CreateInstance<ConnectionAdmission>(
            scope.ServiceProvider,
            gone
        );
        var owner = new AccessToken(ada.Id, session, DateTimeOffset.MaxValue);

        var refusal = await Record.ExceptionAsync(() =>
            admission.AdmitOrCloseAsync(owner, $"new {ada.Id}", CancellationToken.None)
        );

        Assert.Equal(isGone, refusal is null);
        Assert.Equal(
            isGone
                ? [$"new {ada.Id}", $"old {ada.Id} 1", $"old {ada.Id} 3"]
                : [$"old {ada.Id} 1", $"old {ada.Id} 2", $"old {ada.Id} 3"],
            (
                await app.QueryAsync<string[]>(
                    $"SELECT array_agg(connection_id ORDER BY connection_id) FROM session_connections WHERE session_id = '{session}'"
                )
            )
        );
    }

    [Fact]
    public async Task Of_many_at_once_as_many_stay_as_a_session_may_have()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var ada = await app.RegisterAsync();

            await StayAsync(PerSession, [ada]);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{Rounds} rounds");
    }

    [Fact]
    public async Task Of_many_at_once_as_many_stay_as_a_user_may_have_in_all_sessions()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var ada = await app.RegisterAsync();

            await StayAsync(PerUser, [ada, await app.LoginAsync(ada), await app.LoginAsync(ada)]);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{Rounds} rounds");
    }

    /// <summary>Opens six connections in each session at once; that many stay, and all others are closed.</summary>
    private async Task StayAsync(int expected, IReadOnlyList<TestUser> sessions)
    {
        var connections = await Task.WhenAll(
            sessions.SelectMany(session =>
                Enumerable.Range(0, 6).Select(_ => session.ConnectAsync())
            )
        );

        var closed = connections.Select(connection => connection.ClosedAsync()).ToList();
        for (var left = connections.Length - expected; left > 0; left--)
        {
            closed.Remove(await Task.WhenAny(closed));
        }

        var open = connections.Where(connection => !IsClosed(connection)).ToList();
        Assert.Equal(expected, open.Count);
        foreach (var connection in open)
        {
            await connection.BeatAsync();
        }

        Assert.Equal(expected, await app.QueryAsync<long>(RecordsOf(sessions[0])));
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }

    private static bool IsClosed(TestConnection connection) => connection.ClosedAsync().IsCompleted;

    private async Task UntilRecordedAsync(TestUser user, int count)
    {
        while (await app.QueryAsync<long>(RecordsOf(user)) != count)
        {
            await Task.Yield();
        }
    }

    private static string RecordsOf(TestUser user) =>
        $"""
            SELECT count(*) FROM session_connections
             WHERE session_id IN (SELECT id FROM sessions WHERE user_id = {user.Id})
            """;

    public sealed class CappedApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["Connections:PerSession"] = $"{PerSession}",
                ["Connections:PerUser"] = $"{PerUser}",
            };
    }
}
