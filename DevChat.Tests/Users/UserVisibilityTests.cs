using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Users;

/// <summary>A service that shows people only to those who share a room with them.</summary>
public sealed class UserVisibilityTests(UserVisibilityTests.DiscreetApp app)
    : IClassFixture<UserVisibilityTests.DiscreetApp>
{
    [Fact]
    public async Task Users_of_shared_rooms_are_visible_and_others_do_not_exist()
    {
        var (ada, grace, linus) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );
        await ada.OpenGroupAsync("Shared", grace);
        await grace.OpenDirectRoomAsync(linus);

        Assert.Equal([ada.Id, grace.Id], await FindAsync(ada, "search=user"));
        Assert.Equal([ada.Id, grace.Id, linus.Id], await FindAsync(grace, "search=user"));
        Assert.Equal(
            grace.Username,
            (await ada.GetAsync($"api/users/{grace.Id}")).Text("username")
        );
        await AssertUnknownAsync(ada, linus.Id);
        await AssertUnknownAsync(linus, ada.Id);
    }

    [Fact]
    public async Task A_user_without_a_shared_room_sees_only_itself()
    {
        var loner = await app.RegisterAsync("loner");
        var other = await app.RegisterAsync("loner");

        Assert.Equal([loner.Id], await FindAsync(loner, ""));
        Assert.Equal([loner.Id], await FindAsync(loner, $"search={loner.Username}"));
        Assert.Empty(await FindAsync(loner, $"search={other.Username}"));
        Assert.Equal(loner.Id, (await loner.GetAsync($"api/users/{loner.Id}")).Id());
    }

    [Fact]
    public async Task A_hidden_user_is_refused_like_an_unknown_one()
    {
        var (ada, stranger) = (await app.RegisterAsync(), await app.RegisterAsync());

        var hidden = await AssertUnknownAsync(ada, stranger.Id);
        var unknown = await AssertUnknownAsync(ada, 999_999);

        Assert.Equal(unknown, hidden);
    }

    [Fact]
    public async Task A_user_without_a_shared_room_is_no_longer_visible()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("For a while", grace)).Id();

        await grace.Http.DeleteAsync(
            new Uri($"api/chatrooms/{room}/participants/{grace.Id}", UriKind.Relative)
        );

        await AssertUnknownAsync(ada, grace.Id);
        await AssertUnknownAsync(grace, ada.Id);
    }

    [Fact]
    public async Task A_user_whose_id_is_known_can_be_written_to_and_added_and_is_then_visible()
    {
        var (ada, grace, linus) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );
        var room = (await ada.OpenGroupAsync("Empty")).Id();

        await ada.OpenDirectRoomAsync(grace);
        var added = await ada.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = new[] { linus.Id } }
        );
        var unknown = await ada.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = new[] { 999_999 } }
        );

        await added.ReadAsync(HttpStatusCode.OK);
        await unknown.ReadProblemAsync(HttpStatusCode.BadRequest, "unknown_users");
        Assert.Equal([ada.Id, grace.Id, linus.Id], await FindAsync(ada, "search=user"));
    }

    [Fact]
    public async Task The_list_is_searched_filtered_and_paged_as_that_of_everybody()
    {
        var ada = await app.RegisterAsync("Mate.a");
        var mates = new List<TestUser>();
        foreach (var name in (string[])["mate.B", "MATE.c", "mate_d", "other"])
        {
            mates.Add(await app.RegisterAsync(name));
        }

        await ada.OpenGroupAsync("Many", [.. mates]);
        await ada.OpenGroupAsync("The same again", [.. mates]);
        await app.ExecuteAsync($"UPDATE users SET is_online = true WHERE id = {mates[1].Id}");

        var listed = new List<int>();
        for (string? cursor = ""; cursor is not null; )
        {
            var page = await ada.GetAsync($"api/users?search=MATE&limit=2&cursor={cursor}");
            listed.AddRange(page.Items("users").Select(JsonReading.Id));
            cursor = page.Text("next_cursor");
        }

        Assert.Equal([ada.Id, mates[0].Id, mates[1].Id, mates[2].Id], listed);
        Assert.Equal([mates[1].Id], await FindAsync(ada, "search=mate&online=true"));
        Assert.DoesNotContain(mates[1].Id, await FindAsync(ada, "online=false"));
    }

    /// <returns>What the refusal says, but for the id of its request.</returns>
    private static async Task<string> AssertUnknownAsync(TestUser caller, int userId)
    {
        var answer = await caller.Http.GetAsync(new Uri($"api/users/{userId}", UriKind.Relative));
        var problem = await answer.ReadProblemAsync(HttpStatusCode.NotFound, "user_not_found");
        return problem
            .GetRawText()
            .Replace(problem.Text("trace_id")!, "", StringComparison.Ordinal);
    }

    /// <returns>Ids, the oldest account's first.</returns>
    private static async Task<IEnumerable<int>> FindAsync(TestUser caller, string query) =>
        (await caller.GetAsync($"api/users?{query}")).Items("users").Select(JsonReading.Id).Order();

    public sealed class DiscreetApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?> { ["Users:Directory"] = "roommates" };
    }
}
