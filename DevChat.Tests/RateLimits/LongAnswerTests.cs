using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.RateLimits;

/// <summary>An answer that shows hundreds of people costs as much as several requests.</summary>
public sealed class LongAnswerTests(LongAnswerTests.SlowApp app)
    : IClassFixture<LongAnswerTests.SlowApp>
{
    [Fact]
    public async Task A_reader_of_a_large_room_waits_until_its_cost_is_refilled()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("large")).Id();
        await app.FillAsync(room);

        var read = await ada.GetAsync($"api/chatrooms/{room}");
        var next = await AskAsync(ada);

        Assert.Equal(SlowApp.People + 1, read.GetProperty("participants").GetArrayLength());
        await next.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.InRange(next.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 40);
    }

    [Fact]
    public async Task So_does_whoever_adds_people_to_it()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("larger", grace)).Id();
        await app.FillAsync(room);

        var added = await grace.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = new[] { ada.Id } }
        );
        var next = await AskAsync(grace);

        await added.ReadAsync(HttpStatusCode.OK);
        await next.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
    }

    [Fact]
    public async Task A_small_room_costs_nothing_more()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("small")).Id();

        for (var i = 1; i < SlowApp.RequestsPerUser; i++)
        {
            await ada.GetAsync($"api/chatrooms/{room}");
        }
    }

    private static Task<HttpResponseMessage> AskAsync(TestUser user) =>
        user.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative));

    public sealed class SlowApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        public const int RequestsPerUser = 6;
        public const int People = RequestsPerUser * 100;

        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["RateLimits:Enabled"] = "true",
                ["RateLimits:RequestsPerUser"] = $"{RequestsPerUser}",
            };

        /// <summary>So many people are in the room, too.</summary>
        public Task FillAsync(int room) =>
            ExecuteAsync(
                $"""
                WITH made AS (
                    INSERT INTO users (username, email, password, is_online, created_at, updated_at)
                    SELECT 'p{room}.' || i, 'p{room}.' || i || '@example.test', '', false, now(), now()
                    FROM generate_series(1, {People}) AS i
                    RETURNING id
                )
                INSERT INTO chatroom_participants (chatroom_id, user_id, joined_at, last_read_seq)
                SELECT {room}, id, now(), 0 FROM made
                """
            );
    }
}
