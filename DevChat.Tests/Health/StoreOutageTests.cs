using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Health;

/// <summary>A port on which nobody listens stands for a store that is away.</summary>
public sealed class StoreOutageTests(
    StoreOutageTests.WithoutPostgres withoutPostgres,
    StoreOutageTests.WithoutRedis withoutRedis
) : IClassFixture<StoreOutageTests.WithoutPostgres>, IClassFixture<StoreOutageTests.WithoutRedis>
{
    [Fact]
    public async Task Without_PostgreSQL_a_request_is_put_off_with_503()
    {
        var answer = await withoutPostgres.Anonymous.PostAsJsonAsync(
            "api/auth/login",
            new { email = "ada@example.test", password = "correct horse" }
        );

        var problem = await answer.ReadProblemAsync(
            HttpStatusCode.ServiceUnavailable,
            "store_unavailable"
        );
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.DoesNotContain("127.0.0.1", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_names_the_store_that_is_away()
    {
        var noPostgres = await withoutPostgres.Anonymous.GetAsync(
            new Uri("api/health/ready", UriKind.Relative)
        );
        var noRedis = await withoutRedis.Anonymous.GetAsync(
            new Uri("api/health/ready", UriKind.Relative)
        );

        var parts = (await noPostgres.ReadAsync(HttpStatusCode.ServiceUnavailable)).GetProperty(
            "parts"
        );
        Assert.Equal("unreachable", parts.Text("postgres"));
        Assert.Equal("healthy", parts.Text("redis"));
        parts = (await noRedis.ReadAsync(HttpStatusCode.ServiceUnavailable)).GetProperty("parts");
        Assert.Equal("healthy", parts.Text("postgres"));
        Assert.Equal("unreachable", parts.Text("redis"));
        Assert.NotNull(noRedis.Headers.RetryAfter);
    }

    [Fact]
    public async Task Without_Redis_the_chat_goes_on()
    {
        var (ada, grace) = (await withoutRedis.RegisterAsync(), await withoutRedis.RegisterAsync());
        var room = await ada.OpenDirectRoomAsync(grace);
        await using var connection = await grace.ConnectAsync();
        await connection.JoinAsync(room.Id());

        await ada.SendAsync(room.Id(), "still here");

        Assert.Equal("still here", (await connection.NextAsync("new-message")).Text("content"));
    }

    [Fact]
    public async Task Without_Redis_a_revoked_session_is_still_refused()
    {
        var ada = await withoutRedis.RegisterAsync();

        await ada.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null);

        var answer = await ada.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative));
        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
    }

    public sealed class WithoutPostgres(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Postgres"] =
                    "Host=127.0.0.1;Port=1;Username=x;Password=x;Timeout=2",
            };
    }

    public sealed class WithoutRedis(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?> { ["ConnectionStrings:Redis"] = "127.0.0.1:1" };
    }
}
