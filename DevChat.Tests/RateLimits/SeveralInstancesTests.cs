using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Redis;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.RateLimits;

public sealed class SeveralInstancesTests(EmbeddedServers servers)
{
    [Fact]
    public async Task Two_instances_on_one_Redis_share_a_limit()
    {
        var corner = await servers.TakeCornerAsync();
        await using var first = await StartAsync(corner);
        await using var second = await StartAsync(corner);
        var ada = await first.RegisterAsync();
        var room = (await ada.OpenGroupAsync("both")).Id();
        var bucket = new FullBucket(LimitedApp.SendPerUser);

        var statuses = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .SelectMany(_ => new[] { first, second })
                .Select(app => SendAsync(app, ada, room))
        );

        bucket.AssertGave(statuses.Count(status => status == HttpStatusCode.Created));
    }

    /// <summary>Emptied for longer than a test takes, but not for so long that the clock seems to have been set back.</summary>
    [Fact]
    public async Task A_limit_used_up_on_one_instance_is_refused_by_the_other()
    {
        var corner = await servers.TakeCornerAsync();
        await using var first = await StartAsync(corner);
        await using var second = await StartAsync(corner);
        var ada = await first.RegisterAsync();
        var room = (await ada.OpenGroupAsync("both")).Id();
        Assert.Equal(HttpStatusCode.Created, await SendAsync(first, ada, room));

        await first.EmptySendsAsync(ada, TimeSpan.FromSeconds(110));

        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(first, ada, room));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(second, ada, room));
    }

    [Fact]
    public async Task Without_Redis_each_instance_limits_by_itself()
    {
        var corner = await servers.TakeCornerAsync() with { Redis = "127.0.0.1:1" };
        await using var first = await StartAsync(corner);
        await using var second = await StartAsync(corner);
        var ada = await first.RegisterAsync();
        var room = (await ada.OpenGroupAsync("each")).Id();

        foreach (var app in new[] { first, second })
        {
            var bucket = new FullBucket(LimitedApp.SendPerUser);
            var statuses = await Task.WhenAll(
                Enumerable.Range(0, 10).Select(_ => SendAsync(app, ada, room))
            );

            var sent = statuses.Count(status => status == HttpStatusCode.Created);
            bucket.AssertGave(sent);
            Assert.Equal(
                10 - sent,
                statuses.Count(status => status == HttpStatusCode.TooManyRequests)
            );
        }
    }

    private async Task<InstanceApp> StartAsync(ServerCorner corner)
    {
        var app = new InstanceApp(servers, corner);
        await app.InitializeAsync();
        return app;
    }

    private static async Task<HttpStatusCode> SendAsync(DevChatApp app, TestUser user, int room)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(app.Address, "api/messages")
        )
        {
            Content = JsonContent.Create(new { chatroom_id = room, content = "hello" }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", user.Token) },
        };
        return (await app.Anonymous.SendAsync(request)).StatusCode;
    }

    /// <summary>One of several that work on the same stores.</summary>
    private sealed class InstanceApp(EmbeddedServers servers, ServerCorner corner)
        : LimitedApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>(base.Settings)
            {
                ["ConnectionStrings:Postgres"] = corner.Postgres,
                ["ConnectionStrings:Redis"] = corner.Redis,
            };

        /// <summary>Has the bucket of a user's sends full again only after so long.</summary>
        public async Task EmptySendsAsync(TestUser user, TimeSpan longer)
        {
            var policy = Services.GetRequiredService<RateLimitPolicies>().SendPerUser;
            var full = TimeProvider.System.GetUtcNow() + longer;
            var reply = await Services
                .GetRequiredService<RedisStore>()
                .TryAsync(database =>
                    database.StringSetAsync(
                        RateLimitSubject.User(user.Id).KeyOf(policy),
                        full.ToUnixTimeMilliseconds() * 1000
                    )
                );
            Assert.True(reply.Answered);
        }
    }
}
