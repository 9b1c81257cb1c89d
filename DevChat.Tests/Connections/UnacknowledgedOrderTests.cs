using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace DevChat.Tests.Connections;

/// <summary>A host that takes orders about its connections and never says that it has carried them out.</summary>
public sealed class UnacknowledgedOrderTests(UnacknowledgedOrderTests.BackplaneApp app)
    : IClassFixture<UnacknowledgedOrderTests.BackplaneApp>
{
    [Fact]
    public async Task A_connection_that_not_every_host_says_to_have_closed_stays_on_record_for_the_sweep()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await using (await SilentHostAsync())
        {
            await (
                await ada.Http.PostAsync(
                    new Uri("api/auth/logout", UriKind.Relative),
                    content: null
                )
            ).ReadAsync(HttpStatusCode.NoContent);
            await app.ExecuteAsync(
                $"""
                INSERT INTO session_connections (connection_id, session_id, connected_at, closes_at)
                SELECT 'there', id, created_at, revoked_at FROM sessions WHERE user_id = {ada.Id}
                """
            );
            await app.RunTimerAsync("SweepConnections");

            Assert.Equal("there", await RecordOfAsync(ada, "there"));
        }

        await app.RunTimerAsync("SweepConnections");

        Assert.Equal("none", await RecordOfAsync(ada, "there"));
    }

    private Task<string> RecordOfAsync(TestUser user, string id) =>
        app.QueryAsync<string>(
            $"""
            SELECT coalesce(min(connection_id), 'none') FROM session_connections
             WHERE connection_id = '{id}' AND session_id IN (SELECT id FROM sessions WHERE user_id = {user.Id})
            """
        );

    private async Task<ConnectionMultiplexer> SilentHostAsync()
    {
        var redis = await ConnectionMultiplexer.ConnectAsync(
            app.Services.GetRequiredService<IConfiguration>().GetConnectionString("Redis")!
        );
        await redis
            .GetSubscriber()
            .SubscribeAsync(RedisChannel.Literal("devchat:hub:orders"), (_, _) => { });
        return redis;
    }

    public sealed class BackplaneApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?> { ["SignalR:Backplane"] = "redis" };
    }
}
