using System.Net;
using DevChat.Domain.Redis;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StackExchange.Redis.Profiling;

namespace DevChat.Tests.Presence;

/// <summary>What the heartbeat of each open connection costs the stores, every 30 seconds.</summary>
public sealed class HeartbeatCostTests(ProfiledApp app) : IClassFixture<ProfiledApp>
{
    [Fact]
    public async Task A_heartbeat_is_one_script_in_Redis_and_nothing_in_PostgreSQL()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await app.EmptyRedisAsync("session:*");
        using var statements = new StatementCounter();
        app.Commands.FinishProfiling();

        await connection.BeatAsync();

        Assert.Equal(["EVAL"], app.Commands.FinishProfiling().Select(sent => sent.Command));
        var database = await app.QueryAsync<string>("SELECT current_database()");
        Assert.Equal(["SELECT current_database()"], statements.OfDatabase(database));
    }

    [Fact]
    public async Task Only_the_heartbeat_of_an_unknown_connection_counts_as_a_request()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        for (var i = 0; i < 2 * ProfiledApp.RequestsPerUser; i++)
        {
            await connection.BeatAsync();
        }

        await UseUpRequestsAsync(ada);
        await connection.BeatAsync();
        await app.EmptyRedisAsync("{presence}*");
        var reply = await connection.InvokeAsync("user-online", new { });

        Assert.Equal("rate_limited", reply.GetProperty("error").Text("code"));
    }

    /// <summary>The first request succeeds: heartbeats have used up nothing.</summary>
    private static async Task UseUpRequestsAsync(TestUser user)
    {
        var me = new Uri("api/auth/me", UriKind.Relative);
        await (await user.Http.GetAsync(me)).ReadAsync(HttpStatusCode.OK);
        while ((await user.Http.GetAsync(me)).StatusCode != HttpStatusCode.TooManyRequests) { }
    }
}

/// <summary>An app with rate limits that shows its commands to Redis.</summary>
public sealed class ProfiledApp(EmbeddedServers servers) : PresenceApp(servers)
{
    public const int RequestsPerUser = 10;

    /// <summary>The commands since they were last asked for.</summary>
    public ProfilingSession Commands { get; } = new();

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["RateLimits:Enabled"] = "true",
            ["RateLimits:RequestsPerUser"] = $"{RequestsPerUser}",
        };

    protected override void AddServices(IServiceCollection services)
    {
        base.AddServices(services);
        services.Replace(
            ServiceDescriptor.Singleton(provider =>
            {
                var redis = ActivatorUtilities.CreateInstance<RedisStore>(provider);
                redis.Connected += connection => connection.RegisterProfiler(() => Commands);
                return redis;
            })
        );
    }
}
