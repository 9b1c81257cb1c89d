using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Chatrooms;

public sealed class ParticipantTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Any_participant_adds_users_and_every_participant_is_notified()
    {
        var (ada, grace, linus) = await ThreeAsync();
        var room = (await ada.OpenGroupAsync("open house", grace)).Id();
        await ada.SendAsync(room, "before linus came");
        await using var atAda = await ada.ConnectAsync();
        await using var atLinus = await linus.ConnectAsync();

        var answer = await (await AddAsync(grace, room, linus.Id, ada.Id)).ReadAsync(
            HttpStatusCode.OK
        );

        Assert.Equal(
            [ada.Id, grace.Id, linus.Id],
            answer.Items("participants").Select(JsonReading.Id)
        );
        foreach (var connection in (TestConnection[])[atAda, atLinus])
        {
            var added = await connection.NextAsync("participant-added");
            Assert.Equal(["chatroom_id", "user", "revision"], added.Fields());
            Assert.Equal(["id", "username"], added.GetProperty("user").Fields());
            Assert.Equal(linus.Id, added.GetProperty("user").Id());
        }

        var created = await atLinus.NextAsync("chatroom-created");
        Assert.Equal(room, created.Id());
        Assert.Equal(0, created.Number("unread_count"));
        Assert.Single((await linus.GetAsync($"api/messages/{room}")).Items("messages"));
    }

    [Fact]
    public async Task Adding_a_participant_again_changes_nothing()
    {
        var (ada, grace, _) = await ThreeAsync();
        var room = (await ada.OpenGroupAsync("twice", grace)).Id();
        await ada.SendAsync(room, "unread");
        var before = await grace.GetAsync($"api/chatrooms/{room}");

        await (await AddAsync(ada, room, grace.Id, grace.Id)).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(
            before.GetRawText(),
            (await grace.GetAsync($"api/chatrooms/{room}")).GetRawText()
        );
    }

    [Fact]
    public async Task A_refused_addition_gives_the_reason()
    {
        var (ada, grace, outsider) = await ThreeAsync();
        var group = (await ada.OpenGroupAsync("group")).Id();
        var direct = (await ada.OpenDirectRoomAsync(grace)).Id();

        await (await AddAsync(outsider, group, outsider.Id)).ReadProblemAsync(
            HttpStatusCode.NotFound,
            "chatroom_not_found"
        );
        await (await AddAsync(ada, direct, outsider.Id)).ReadProblemAsync(
            HttpStatusCode.Conflict,
            "direct_room"
        );
        var unknown = await (await AddAsync(ada, group, grace.Id, 999_999)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "unknown_users"
        );
        Assert.Equal(["user_ids"], unknown.GetProperty("errors").Fields());
        await (await AddAsync(ada, group)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
        Assert.Equal(1, (await ada.GetAsync($"api/chatrooms/{group}")).Number("participant_count"));
    }

    [Fact]
    public async Task A_removed_user_is_notified_and_gets_no_later_event()
    {
        var (ada, grace, linus) = await ThreeAsync();
        var room = (await ada.OpenGroupAsync("strict", grace, linus)).Id();
        var other = (await grace.OpenGroupAsync("elsewhere")).Id();
        await using var atGrace = await grace.ConnectAsync();
        await using var atLinus = await linus.ConnectAsync();
        await Task.WhenAll(
            atGrace.JoinAsync(room),
            atLinus.JoinAsync(room),
            atGrace.JoinAsync(other)
        );

        await (await RemoveAsync(ada, room, grace.Id)).ReadAsync(HttpStatusCode.NoContent);
        await ada.SendAsync(room, "among us");
        await grace.SendAsync(other, "alone");

        Assert.Equal("among us", (await atLinus.NextAsync("new-message")).Text("content"));
        Assert.Equal("alone", (await atGrace.NextAsync("new-message")).Text("content"));
        foreach (var connection in (TestConnection[])[atGrace, atLinus])
        {
            var removed = await connection.NextAsync("participant-removed");
            Assert.Equal(grace.Id, removed.GetProperty("user").Id());
        }

        await (
            await grace.Http.GetAsync(new Uri($"api/messages/{room}", UriKind.Relative))
        ).ReadProblemAsync(HttpStatusCode.NotFound, "chatroom_not_found");
        var rejoin = await atGrace.InvokeAsync("join-room", new { chatroom_id = room });
        Assert.Equal("chatroom_not_found", rejoin.GetProperty("error").Text("code"));
    }

    [Fact]
    public async Task A_participant_removes_only_itself()
    {
        var (ada, grace, linus) = await ThreeAsync();
        var room = (await ada.OpenGroupAsync("free to go", grace, linus)).Id();

        await (await RemoveAsync(grace, room, linus.Id)).ReadProblemAsync(
            HttpStatusCode.Forbidden,
            "not_creator"
        );
        await (await RemoveAsync(grace, room, grace.Id)).ReadAsync(HttpStatusCode.NoContent);
        await (await RemoveAsync(grace, room, grace.Id)).ReadProblemAsync(
            HttpStatusCode.NotFound,
            "chatroom_not_found"
        );
        await (await RemoveAsync(ada, room, grace.Id)).ReadProblemAsync(
            HttpStatusCode.NotFound,
            "participant_not_found"
        );
        Assert.Equal(2, (await ada.GetAsync($"api/chatrooms/{room}")).Number("participant_count"));
    }

    [Fact]
    public async Task Nobody_leaves_a_direct_room()
    {
        var (ada, grace, _) = await ThreeAsync();
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();

        await (await RemoveAsync(ada, room, ada.Id)).ReadProblemAsync(
            HttpStatusCode.Conflict,
            "direct_room"
        );
    }

    [Fact]
    public async Task A_room_is_deleted_when_its_last_two_participants_leave_at_once()
    {
        var (ada, grace, _) = await ThreeAsync();
        var room = (await ada.OpenGroupAsync("emptied", grace)).Id();

        var answers = await Task.WhenAll(
            RemoveAsync(ada, room, ada.Id),
            RemoveAsync(grace, room, grace.Id)
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        Assert.Equal(
            0,
            await app.QueryAsync<long>($"SELECT count(*) FROM chatrooms WHERE id = {room}")
        );
    }

    private async Task<(TestUser Ada, TestUser Grace, TestUser Linus)> ThreeAsync() =>
        (await app.RegisterAsync(), await app.RegisterAsync(), await app.RegisterAsync());

    private static Task<HttpResponseMessage> AddAsync(TestUser user, int room, params int[] ids) =>
        user.Http.PostAsJsonAsync($"api/chatrooms/{room}/participants", new { user_ids = ids });

    private static Task<HttpResponseMessage> RemoveAsync(TestUser user, int room, int id) =>
        user.Http.DeleteAsync(new Uri($"api/chatrooms/{room}/participants/{id}", UriKind.Relative));
}
