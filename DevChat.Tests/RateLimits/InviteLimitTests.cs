using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.RateLimits;

/// <summary>What one request does to many people costs as much as many requests.</summary>
public sealed class InviteLimitTests(InviteLimitTests.InvitingApp app)
    : IClassFixture<InviteLimitTests.InvitingApp>
{
    [Fact]
    public async Task Naming_people_costs_by_their_number_in_new_rooms_and_old_ones_together()
    {
        var ada = await app.RegisterAsync();
        var others = await RegisterAsync(InvitingApp.InvitesPerUser + 1);
        var room = (await ada.OpenGroupAsync("first", [others[0], others[1], others[0]])).Id();
        var added = await AddAsync(ada, room, others[2]);
        await added.ReadAsync(HttpStatusCode.OK);

        var tooMany = await AddAsync(ada, room, others[3], others[4]);
        var another = await ada.CreateAsync("second", isGroup: true, others[3], others[4]);
        var small = await AddAsync(ada, room, others[3]);

        await tooMany.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.Equal(InvitingApp.InvitesPerUser, tooMany.RateLimit("Limit"));
        Assert.Equal(1, tooMany.RateLimit("Remaining"));
        Assert.InRange(tooMany.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 15);
        await another.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        await small.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(5, (await ada.GetAsync($"api/chatrooms/{room}")).Number("participant_count"));
    }

    [Fact]
    public async Task More_people_at_once_than_a_full_bucket_holds_are_refused_for_good_and_cost_nothing()
    {
        var ada = await app.RegisterAsync();
        var others = await RegisterAsync(InvitingApp.InvitesPerUser + 1);

        var opening = await ada.CreateAsync("all", isGroup: true, others);
        var room = (await ada.OpenGroupAsync("few")).Id();
        var adding = await AddAsync(ada, room, others);

        foreach (var refused in (HttpResponseMessage[])[opening, adding])
        {
            await refused.ReadProblemAsync(HttpStatusCode.BadRequest, "too_much_at_once");
            Assert.Null(refused.Headers.RetryAfter);
        }

        await (await AddAsync(ada, room, others[1..^1])).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_user_who_invited_many_may_still_chat()
    {
        var ada = await app.RegisterAsync();
        var others = await RegisterAsync(InvitingApp.InvitesPerUser);
        var room = (await ada.OpenGroupAsync("full", others)).Id();
        await (await ada.CreateAsync("more", isGroup: true, others[0])).ReadAsync(
            HttpStatusCode.TooManyRequests
        );

        await ada.SendAsync(room, "good morning");
        await ada.GetAsync("api/chatrooms");
    }

    private async Task<TestUser[]> RegisterAsync(int count)
    {
        var users = new TestUser[count];
        for (var i = 0; i < count; i++)
        {
            users[i] = await app.RegisterAsync();
        }

        return users;
    }

    private static Task<HttpResponseMessage> AddAsync(
        TestUser user,
        int room,
        params TestUser[] others
    ) =>
        user.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = others.Select(other => other.Id) }
        );

    public sealed class InvitingApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        public const int InvitesPerUser = 4;

        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["RateLimits:Enabled"] = "true",
                ["RateLimits:RegisterPerAddress"] = "1000",
                ["RateLimits:InvitesPerUser"] = $"{InvitesPerUser}",
            };
    }
}
