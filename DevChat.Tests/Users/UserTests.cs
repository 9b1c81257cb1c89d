using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Users;

public sealed class UserTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task A_user_is_seen_by_everybody_without_the_email_address()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());

        var seen = await grace.GetAsync($"api/users/{ada.Id}");

        Assert.Equal(
            ["id", "username", "bio", "avatar_url", "is_online", "last_seen", "created_at"],
            seen.Fields()
        );
        Assert.Equal(ada.Username, seen.Text("username"));
        Assert.True(seen.IsNull("bio"));
        Assert.True(seen.IsNull("avatar_url"));
        var listed = (await grace.GetAsync($"api/users?search={ada.Username}")).Items("users");
        Assert.Equal(seen.GetRawText(), Assert.Single(listed).GetRawText());
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task A_user_that_does_not_exist_is_not_found(string id)
    {
        var ada = await app.RegisterAsync();

        var answer = await ada.Http.GetAsync(new Uri($"api/users/{id}", UriKind.Relative));

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "user_not_found");
    }

    [Fact]
    public async Task The_search_is_by_the_start_of_the_name_in_any_case()
    {
        var ada = await app.RegisterAsync("Prefix.Ada");
        var adam = await app.RegisterAsync("prefix.ADAm");
        await app.RegisterAsync("not.prefix.ada");

        Assert.Equal([ada.Id, adam.Id], await FindAsync(ada, "search=pReFiX.aDa"));
        Assert.Equal([adam.Id], await FindAsync(ada, $"search={adam.Username.ToUpperInvariant()}"));
        Assert.Empty(await FindAsync(ada, "search=refix"));
    }

    [Fact]
    public async Task Characters_with_a_meaning_in_patterns_mean_themselves()
    {
        var underscore = await app.RegisterAsync("literal_a");
        await app.RegisterAsync("literalxa");

        Assert.Equal([underscore.Id], await FindAsync(underscore, "search=literal_"));
        Assert.Empty(await FindAsync(underscore, "search=%25"));
        Assert.Empty(await FindAsync(underscore, "search=_iteral"));
        Assert.Empty(await FindAsync(underscore, "search=literal%5C_"));
        Assert.Empty(await FindAsync(underscore, "search=%5C"));
        Assert.Empty(await FindAsync(underscore, "search='%20OR%20true--"));
        Assert.Empty(await FindAsync(underscore, "search=%F0%9F%A6%8A"));
    }

    [Fact]
    public async Task The_list_is_filtered_by_who_is_online()
    {
        var (here, away) = (
            await app.RegisterAsync("presence.here"),
            await app.RegisterAsync("presence.away")
        );
        await using var command = app.Database.CreateCommand(
            $"UPDATE users SET is_online = true WHERE id = {here.Id}"
        );
        await command.ExecuteNonQueryAsync();

        Assert.Equal([here.Id], await FindAsync(away, "search=presence&online=true"));
        Assert.Equal([away.Id], await FindAsync(away, "search=presence&online=false"));
        Assert.Equal([away.Id, here.Id], await FindAsync(away, "search=presence"));
        Assert.Equal([away.Id, here.Id], await FindAsync(away, "search=presence&online="));
    }

    [Fact]
    public async Task The_list_pages_by_cursor_in_the_order_of_names_without_loss_or_repetition()
    {
        string[] names = ["Page.b", "page.A", "page-z", "PAGE_c", "page.9", "page.c", "Page"];
        var users = new List<TestUser>();
        foreach (var name in names)
        {
            users.Add(await app.RegisterAsync(name));
        }

        var listed = new List<string>();
        for (string? cursor = ""; cursor is not null; )
        {
            var page = await users[0].GetAsync($"api/users?search=page&limit=3&cursor={cursor}");
            listed.AddRange(page.Items("users").Select(user => user.Text("username")!));
            cursor = page.Text("next_cursor");
        }

        Assert.Equal(
            users
                .Select(user => user.Username)
                .OrderBy(name => name.ToLowerInvariant(), StringComparer.Ordinal),
            listed
        );
    }

    [Fact]
    public async Task A_page_that_holds_all_has_no_next()
    {
        var ada = await app.RegisterAsync("exact");
        await app.RegisterAsync("exact");

        var page = await ada.GetAsync("api/users?search=exact&limit=2");

        Assert.Equal(2, page.Items("users").Count);
        Assert.True(page.IsNull("next_cursor"));
    }

    [Theory]
    [InlineData("limit=0", "validation_failed")]
    [InlineData("limit=101", "validation_failed")]
    [InlineData("limit=ten", "validation_failed")]
    [InlineData("limit=99999999999", "validation_failed")]
    [InlineData("online=yes", "validation_failed")]
    [InlineData("online=1", "validation_failed")]
    [InlineData("search=nul%00", "validation_failed")]
    [InlineData("search=fifty-one-characters-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "validation_failed")]
    [InlineData("cursor=%21%21", "invalid_cursor")]
    [InlineData("cursor=AAAA", "invalid_cursor")]
    [InlineData("cursor=YQ", "invalid_cursor")]
    [InlineData("cursor=_____w", "invalid_cursor")]
    public async Task A_query_that_makes_no_sense_is_refused(string query, string code)
    {
        var ada = await app.RegisterAsync();

        var answer = await ada.Http.GetAsync(new Uri($"api/users?{query}", UriKind.Relative));

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("api/users")]
    [InlineData("api/users/1")]
    [InlineData("api/profile")]
    [InlineData("api/avatars")]
    public async Task Anonymous_requests_get_no_users(string path)
    {
        var answer = await app.Anonymous.GetAsync(new Uri(path, UriKind.Relative));

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "token_missing");
    }

    private static async Task<IEnumerable<int>> FindAsync(TestUser caller, string query) =>
        (await caller.GetAsync($"api/users?{query}")).Items("users").Select(JsonReading.Id);
}
