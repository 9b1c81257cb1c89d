using System.Net;
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

        Assert.Equal(TestUser.OwnFields, profile.Fields());
        Assert.Equal((await ada.GetAsync("api/auth/me")).GetRawText(), profile.GetRawText());
    }

    [Fact]
    public async Task All_fields_change_at_once()
    {
        var ada = await app.RegisterAsync();

        var changed = await ProfileRequests.ChangeAsync(
            ada,
            $$"""{"username":"New.{{ada.Username}}","bio":"I count.\n🦊","avatar_id":1}"""
        );

        Assert.Equal($"New.{ada.Username}", changed.Text("username"));
        Assert.Equal("I count.\n🦊", changed.Text("bio"));
        Assert.StartsWith("/api/avatars/1/", changed.Text("avatar_url"), StringComparison.Ordinal);
        Assert.Equal(changed.GetRawText(), (await ada.GetAsync("api/profile")).GetRawText());
    }

    [Fact]
    public async Task Omitted_members_stay_unchanged()
    {
        var ada = await app.RegisterAsync();
        await ProfileRequests.ChangeAsync(ada, """{"bio":"first","avatar_id":2}""");

        var empty = await ProfileRequests.ChangeAsync(ada, "{}");
        var avatarOnly = await ProfileRequests.ChangeAsync(ada, """{"avatar_id":3}""");
        var bioOnly = await ProfileRequests.ChangeAsync(ada, """{"bio":""}""");

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
        await ProfileRequests.ChangeAsync(ada, """{"bio":"first","avatar_id":2}""");

        var bioCleared = await ProfileRequests.ChangeAsync(ada, """{"bio":null}""");
        var bothCleared = await ProfileRequests.ChangeAsync(ada, """{"avatar_id":null}""");

        Assert.True(bioCleared.IsNull("bio"));
        Assert.False(bioCleared.IsNull("avatar_url"));
        Assert.True(bothCleared.IsNull("avatar_url"));
    }

    [Fact]
    public async Task A_taken_name_is_refused_in_any_case_and_nothing_else_changes()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());

        var answer = await ProfileRequests.PutAsync(
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

        var changed = await ProfileRequests.ChangeAsync(
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
            users.Select(user => ProfileRequests.PutAsync(user, """{"username":"wanted"}"""))
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

        await ProfileRequests.ChangeAsync(ada, """{"bio":"later"}""");

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

        var profile = await ProfileRequests.ChangeAsync(
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
}
