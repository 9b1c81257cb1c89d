using System.Net;
using System.Text;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Profiles;

public sealed class ProfileTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task The_profile_is_the_own_user()
    {
        var ada = await app.RegisterAsync();

        var profile = await ada.GetAsync("api/profile");

        Assert.Equal(
            [
                "id",
                "username",
                "email",
                "bio",
                "avatar_url",
                "is_online",
                "last_seen",
                "created_at",
            ],
            profile.Fields()
        );
        Assert.Equal((await ada.GetAsync("api/auth/me")).GetRawText(), profile.GetRawText());
    }

    [Fact]
    public async Task All_fields_change_at_once()
    {
        var ada = await app.RegisterAsync();

        var changed = await ChangeAsync(
            ada,
            $$"""{"username":"New.{{ada.Username}}","bio":"I count.\n🦊","avatar_id":1}"""
        );

        Assert.Equal($"New.{ada.Username}", changed.Text("username"));
        Assert.Equal("I count.\n🦊", changed.Text("bio"));
        Assert.StartsWith("/api/avatars/1/", changed.Text("avatar_url"), StringComparison.Ordinal);
        Assert.Equal(changed.GetRawText(), (await ada.GetAsync("api/profile")).GetRawText());
    }

    [Fact]
    public async Task What_is_left_out_stays()
    {
        var ada = await app.RegisterAsync();
        await ChangeAsync(ada, """{"bio":"first","avatar_id":2}""");

        var empty = await ChangeAsync(ada, "{}");
        var avatarOnly = await ChangeAsync(ada, """{"avatar_id":3}""");
        var bioOnly = await ChangeAsync(ada, """{"bio":""}""");

        Assert.Equal("first", empty.Text("bio"));
        Assert.Equal(ada.Username, empty.Text("username"));
        Assert.StartsWith("/api/avatars/2/", empty.Text("avatar_url"), StringComparison.Ordinal);
        Assert.Equal("first", avatarOnly.Text("bio"));
        Assert.Equal("", bioOnly.Text("bio"));
        Assert.StartsWith("/api/avatars/3/", bioOnly.Text("avatar_url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_clears_bio_and_avatar()
    {
        var ada = await app.RegisterAsync();
        await ChangeAsync(ada, """{"bio":"first","avatar_id":2}""");

        var bioCleared = await ChangeAsync(ada, """{"bio":null}""");
        var bothCleared = await ChangeAsync(ada, """{"avatar_id":null}""");

        Assert.True(bioCleared.IsNull("bio"));
        Assert.False(bioCleared.IsNull("avatar_url"));
        Assert.True(bothCleared.IsNull("avatar_url"));
    }

    [Fact]
    public async Task A_taken_name_is_refused_in_any_case_and_nothing_else_changes()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());

        var answer = await PutAsync(
            ada,
            $$"""{"username":"{{grace.Username.ToUpperInvariant()}}","bio":"lost"}"""
        );

        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "username_taken");
        var profile = await ada.GetAsync("api/profile");
        Assert.Equal(ada.Username, profile.Text("username"));
        Assert.True(profile.IsNull("bio"));
    }

    [Fact]
    public async Task The_own_name_may_be_written_in_another_case()
    {
        var ada = await app.RegisterAsync();

        var changed = await ChangeAsync(
            ada,
            $$"""{"username":"{{ada.Username.ToUpperInvariant()}}"}"""
        );

        Assert.Equal(ada.Username.ToUpperInvariant(), changed.Text("username"));
    }

    [Fact]
    public async Task Of_many_who_want_a_name_at_once_one_gets_it()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.RegisterAsync()));

        var answers = await Task.WhenAll(
            users.Select(user => PutAsync(user, """{"username":"wanted"}"""))
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            await answer.ReadProblemAsync(HttpStatusCode.Conflict, "username_taken");
        }
    }

    [Fact]
    public async Task A_change_is_dated()
    {
        var ada = await app.RegisterAsync();

        await ChangeAsync(ada, """{"bio":"later"}""");

        Assert.True(
            await app.QueryAsync<bool>(
                $"SELECT updated_at > created_at FROM users WHERE id = {ada.Id}"
            )
        );
    }

    [Fact]
    public async Task Messages_and_rooms_show_the_new_name_and_picture()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenDirectRoomAsync(grace);
        await ada.SendAsync(room.Id(), "before");

        var profile = await ChangeAsync(
            ada,
            $$"""{"username":"new.{{ada.Username}}","avatar_id":5}"""
        );

        var message = (await grace.GetAsync($"api/messages/{room.Id()}")).Items("messages")[0];
        var participant = (await grace.GetAsync($"api/chatrooms/{room.Id()}"))
            .Items("participants")
            .Single(one => one.Id() == ada.Id);
        foreach (var shown in (JsonElement[])[message.GetProperty("sender"), participant])
        {
            Assert.Equal(profile.Text("username"), shown.Text("username"));
            Assert.Equal(profile.Text("avatar_url"), shown.Text("avatar_url"));
        }
    }

    [Fact]
    public async Task A_bio_has_up_to_500_characters_whatever_their_size()
    {
        var ada = await app.RegisterAsync();
        var longest = string.Concat(Enumerable.Repeat("🦊", 500));

        var changed = await ChangeAsync(ada, JsonSerializer.Serialize(new { bio = longest }));
        var tooLong = await PutAsync(ada, JsonSerializer.Serialize(new { bio = longest + "x" }));

        Assert.Equal(longest, changed.Text("bio"));
        var problem = await tooLong.ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
        Assert.Equal(["bio"], problem.GetProperty("errors").Fields());
    }

    [Theory]
    [InlineData("""{"username":null}""", "username")]
    [InlineData("""{"username":7}""", "username")]
    [InlineData("""{"username":["a"]}""", "username")]
    [InlineData("""{"username":""}""", "username")]
    [InlineData("""{"username":"ab"}""", "username")]
    [InlineData("""{"username":" spaced "}""", "username")]
    [InlineData("""{"username":"nul\u0000nul"}""", "username")]
    [InlineData("""{"username":"new\nline"}""", "username")]
    [InlineData("""{"username":"newline\n"}""", "username")]
    [InlineData(
        """{"username":"fifty-one-characters-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""",
        "username"
    )]
    [InlineData("""{"bio":7}""", "bio")]
    [InlineData("""{"bio":{}}""", "bio")]
    [InlineData("""{"bio":true}""", "bio")]
    [InlineData("""{"bio":"nul\u0000"}""", "bio")]
    [InlineData("""{"bio":"\ud800"}""", "bio")]
    [InlineData("""{"avatar_id":"1"}""", "avatar_id")]
    [InlineData("""{"avatar_id":1.5}""", "avatar_id")]
    [InlineData("""{"avatar_id":99999999999}""", "avatar_id")]
    [InlineData("""{"avatar_id":[1]}""", "avatar_id")]
    [InlineData("""{"avatar_id":true}""", "avatar_id")]
    public async Task A_field_that_is_not_valid_is_named_and_nothing_changes(
        string body,
        string field
    )
    {
        var ada = await app.RegisterAsync();

        var answer = await PutAsync(ada, body);

        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], problem.GetProperty("errors").Fields());
        Assert.Equal(ada.Username, (await ada.GetAsync("api/profile")).Text("username"));
    }

    [Theory]
    [InlineData("", "malformed_json")]
    [InlineData("{", "malformed_json")]
    [InlineData("""{"bio":"a","bio":"b"}""", "malformed_json")]
    [InlineData("null", "validation_failed")]
    [InlineData("[]", "validation_failed")]
    [InlineData("\"bio\"", "validation_failed")]
    public async Task A_body_that_is_no_object_is_refused(string body, string code)
    {
        var answer = await PutAsync(await app.RegisterAsync(), body);

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(999_999)]
    public async Task An_avatar_that_does_not_exist_is_not_found(int id)
    {
        var ada = await app.RegisterAsync();

        var answer = await PutAsync(ada, $$"""{"bio":"lost","avatar_id":{{id}}}""");

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "avatar_not_found");
        Assert.True((await ada.GetAsync("api/profile")).IsNull("bio"));
    }

    private static async Task<JsonElement> ChangeAsync(TestUser user, string body) =>
        await (await PutAsync(user, body)).ReadAsync(HttpStatusCode.OK);

    private static Task<HttpResponseMessage> PutAsync(TestUser user, string body) =>
        user.Http.PutAsync(
            new Uri("api/profile", UriKind.Relative),
            new StringContent(body, Encoding.UTF8, "application/json")
        );
}
