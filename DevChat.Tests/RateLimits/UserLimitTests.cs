using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Host;

namespace DevChat.Tests.RateLimits;

public sealed class UserLimitTests(LimitedApp app) : IClassFixture<LimitedApp>
{
    [Fact]
    public async Task Fifty_sends_at_once_are_admitted_up_to_the_limit_exactly()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("burst")).Id();
        var bucket = new FullBucket(LimitedApp.SendPerUser);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => ada.PostMessageAsync(room, "hello"))
        );

        var sent = answers.Count(answer => answer.StatusCode == HttpStatusCode.Created);
        bucket.AssertGave(sent);
        Assert.Equal(
            50 - sent,
            answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests)
        );
    }

    [Fact]
    public async Task A_refusal_gives_the_time_of_the_next_try()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("refusal")).Id();

        var answer = await UseUpSendsAsync(ada, room);

        await answer.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        Assert.Equal(LimitedApp.SendPerUser, answer.RateLimit("Limit"));
        Assert.Equal(0, answer.RateLimit("Remaining"));
        Assert.InRange(answer.RateLimit("Reset"), 1, 60);
    }

    [Fact]
    public async Task A_success_reports_the_tightest_limit()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("success")).Id();

        var sent = await ada.PostMessageAsync(room, "hello");
        var read = await ada.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative));

        Assert.Equal(LimitedApp.SendPerUser, sent.RateLimit("Limit"));
        Assert.Equal(LimitedApp.SendPerUser - 1, sent.RateLimit("Remaining"));
        Assert.Equal(LimitedApp.RequestsPerUser, read.RateLimit("Limit"));
        Assert.InRange(read.RateLimit("Reset"), 1, 60);
    }

    [Fact]
    public async Task A_refused_send_leaves_the_user_everything_else()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("else")).Id();
        await UseUpSendsAsync(ada, room);
        for (var i = 0; i < LimitedApp.RequestsPerUser; i++)
        {
            await ada.PostMessageAsync(room, "one too many");
        }

        var answer = await ada.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative));

        await answer.ReadAsync(HttpStatusCode.OK);
        Assert.InRange(answer.RateLimit("Remaining"), 50, LimitedApp.RequestsPerUser);
    }

    [Fact]
    public async Task Renaming_rooms_has_a_limit_of_its_own()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("renamed")).Id();
        for (var i = 0; i < LimitedApp.RenamesPerUser; i++)
        {
            await (await RenameAsync(ada, room)).ReadAsync(HttpStatusCode.OK);
        }

        var answer = await RenameAsync(ada, room);

        await answer.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.Equal(LimitedApp.RenamesPerUser, answer.RateLimit("Limit"));
        await ada.SendAsync(room, "hello");
    }

    [Fact]
    public async Task Other_users_are_not_affected()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("others", grace)).Id();
        await UseUpSendsAsync(ada, room);

        await grace.SendAsync(room, "still here");
    }

    [Fact]
    public async Task Realtime_sends_count_with_those_over_REST_whatever_the_case_of_the_target()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("realtime")).Id();
        await using var connection = await ada.ConnectAsync();
        var message = new { chatroom_id = room, content = "hello" };
        var bucket = new FullBucket(LimitedApp.SendPerUser);
        await ada.SendAsync(room, "over REST");
        var sent = 1;
        JsonElement error;
        for (var i = 0; ; i++)
        {
            string[] targets = ["send-message", "SEND-MESSAGE", "Send-Message"];
            var reply = await connection.InvokeAsync(targets[i % targets.Length], message);
            if (reply.TryGetProperty("error", out error))
            {
                break;
            }

            sent++;
        }

        bucket.AssertGave(sent);
        Assert.Equal("rate_limited", error.Text("code"));
        Assert.Equal(429, error.Number("status"));
        await connection.JoinAsync(room);
    }

    [Theory]
    [InlineData("no-such-target", "[]")]
    [InlineData("send-message", "[1,2,3,4,5,6,7,8,9]")]
    public async Task Calls_that_no_function_takes_count_and_then_end_the_connection(
        string target,
        string arguments
    )
    {
        var ada = await app.RegisterAsync();
        var grant = await ada.NegotiateAsync();
        await using var client = await RawClient.ConnectAsync(
            grant.Text("url")!,
            grant.Text("accessToken")!
        );

        await client.CallAsync(target, arguments);
        var afterOne = await ada.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative));
        for (var i = 0; i < 2 * LimitedApp.RequestsPerUser; i++)
        {
            await client.TrySendAsync(
                $$"""{"type":1,"target":"{{target}}","arguments":{{arguments}}}"""
            );
        }

        await client.EndedAsync();
        // Negotiating, the call, and this.
        Assert.InRange(afterOne.RateLimit("Remaining"), 1, LimitedApp.RequestsPerUser - 3);
        var refused = await ada.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative));
        await refused.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
    }

    [Fact]
    public async Task The_token_of_an_ended_session_uses_up_nothing()
    {
        var phone = await app.RegisterAsync();
        var laptop = await app.LoginAsync(phone);
        await phone.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null);
        for (var i = 0; i < LimitedApp.RequestsPerUser; i++)
        {
            var refused = await phone.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative));
            await refused.ReadProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
        }

        var answer = await laptop.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative));

        Assert.InRange(answer.RateLimit("Remaining"), 50, LimitedApp.RequestsPerUser);
    }

    private static Task<HttpResponseMessage> RenameAsync(TestUser user, int room) =>
        user.Http.PutAsJsonAsync($"api/chatrooms/{room}", new { name = "again" });

    /// <returns>The first refusal. A slow machine gets there later, for the bucket fills up meanwhile.</returns>
    private static async Task<HttpResponseMessage> UseUpSendsAsync(TestUser user, int room)
    {
        HttpResponseMessage answer;
        do
        {
            answer = await user.PostMessageAsync(room, "hello");
        } while (answer.StatusCode == HttpStatusCode.Created);
        return answer;
    }
}
