using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Chatrooms;

public sealed class ChatroomEditingTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task The_creator_renames_a_group_and_every_participant_is_notified()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("before", grace)).Id();
        await ada.SendAsync(room, "unread for grace");
        await using var atAda = await ada.ComeOnlineAsync();
        await using var atGrace = await grace.ComeOnlineAsync();

        var renamed = await (await RenameAsync(ada, room, " after ")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("after", renamed.Text("name"));
        var forAda = await atAda.NextAsync("chatroom-updated");
        var forGrace = await atGrace.NextAsync("chatroom-updated");
        Assert.Equal("after", forAda.Text("name"));
        Assert.Equal(0, forAda.Number("unread_count"));
        Assert.Equal(1, forGrace.Number("unread_count"));
        Assert.Equal(
            (await ada.GetAsync($"api/chatrooms/{room}")).GetRawText(),
            forAda.GetRawText()
        );
    }

    [Fact]
    public async Task A_refused_rename_gives_the_reason()
    {
        var (ada, grace, outsider) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );
        var group = (await ada.OpenGroupAsync("mine", grace)).Id();
        var direct = (await ada.OpenDirectRoomAsync(grace)).Id();

        await (await RenameAsync(grace, group, "ours")).ReadProblemAsync(
            HttpStatusCode.Forbidden,
            "not_creator"
        );
        await (await RenameAsync(outsider, group, "x")).ReadProblemAsync(
            HttpStatusCode.NotFound,
            "chatroom_not_found"
        );
        await (await RenameAsync(ada, direct, "us")).ReadProblemAsync(
            HttpStatusCode.Conflict,
            "direct_room"
        );
        await (await RenameAsync(ada, group, "  ")).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
        Assert.Equal("mine", (await ada.GetAsync($"api/chatrooms/{group}")).Text("name"));
    }

    [Fact]
    public async Task The_creator_deletes_a_room_and_every_participant_is_notified()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("short-lived", grace)).Id();
        await ada.SendAsync(room, "soon gone");
        await using var atGrace = await grace.ComeOnlineAsync();

        await (await DeleteAsync(ada, room)).ReadAsync(HttpStatusCode.NoContent);

        var deleted = await atGrace.NextAsync("chatroom-deleted");
        Assert.Equal(["chatroom_id", "revision"], deleted.Fields());
        Assert.Equal(room, deleted.Number("chatroom_id"));
        await (await DeleteAsync(ada, room)).ReadProblemAsync(
            HttpStatusCode.NotFound,
            "chatroom_not_found"
        );
        Assert.Equal(
            0,
            await app.QueryAsync<long>($"SELECT count(*) FROM messages WHERE chatroom_id = {room}")
        );
    }

    [Fact]
    public async Task Another_participant_may_not_delete_it()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("kept", grace)).Id();

        await (await DeleteAsync(grace, room)).ReadProblemAsync(
            HttpStatusCode.Forbidden,
            "not_creator"
        );

        await grace.GetAsync($"api/chatrooms/{room}");
    }

    [Fact]
    public async Task A_new_room_is_announced_to_each_participant()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        await using var atAda = await ada.ComeOnlineAsync();
        await using var atGrace = await grace.ComeOnlineAsync();

        var room = await ada.OpenGroupAsync("news", grace);
        await grace.CreateAsync(null, isGroup: false, ada);
        await grace.CreateAsync(null, isGroup: false, ada);
        var last = await ada.OpenGroupAsync("the last one", grace);

        foreach (var connection in (TestConnection[])[atAda, atGrace])
        {
            var created = await connection.NextAsync("chatroom-created");
            Assert.Equal(room.GetRawText(), created.GetRawText());
            Assert.False((await connection.NextAsync("chatroom-created")).Flag("is_group"));
            Assert.Equal(last.Id(), (await connection.NextAsync("chatroom-created")).Id());
        }
    }

    private static Task<HttpResponseMessage> RenameAsync(TestUser user, int room, string name) =>
        user.Http.PutAsJsonAsync($"api/chatrooms/{room}", new { name });

    private static Task<HttpResponseMessage> DeleteAsync(TestUser user, int room) =>
        user.Http.DeleteAsync(new Uri($"api/chatrooms/{room}", UriKind.Relative));
}
