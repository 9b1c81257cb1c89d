using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Chatrooms;

public sealed class ChatroomTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task A_group_has_its_name_its_creator_and_everybody_named()
    {
        var (ada, grace, linus) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );

        var room = await ada.OpenGroupAsync("  The compiler room ", grace, linus);

        Assert.Equal("The compiler room", room.Text("name"));
        Assert.True(room.Flag("is_group"));
        Assert.Equal(ada.Id, room.Number("created_by"));
        Assert.Equal(3, room.Number("participant_count"));
        Assert.Equal(
            [ada.Id, grace.Id, linus.Id],
            room.Items("participants").Select(JsonReading.Id)
        );
        Assert.Equal(0, room.Number("last_seq"));
        Assert.Equal(0, room.Number("unread_count"));
        Assert.True(room.IsNull("last_message"));
    }

    [Fact]
    public async Task A_chatroom_has_the_fields_of_the_contract()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenGroupAsync("fields", grace);
        await grace.SendAsync(room.Id(), "hello");

        var read = await ada.GetAsync($"api/chatrooms/{room.Id()}");

        Assert.Equal(
            [
                "id",
                "name",
                "is_group",
                "created_by",
                "created_at",
                "updated_at",
                "revision",
                "participant_count",
                "participants",
                "last_message",
                "last_seq",
                "last_read_seq",
                "unread_count",
            ],
            read.Fields()
        );
        Assert.Equal(
            ["id", "username", "avatar_url", "is_online", "last_seen", "joined_at"],
            read.Items("participants")[0].Fields()
        );
        Assert.Equal("hello", read.GetProperty("last_message").Text("content"));
        Assert.Equal(1, read.Number("unread_count"));
    }

    [Fact]
    public async Task Unknown_users_are_named()
    {
        var ada = await app.RegisterAsync();

        var answer = await ada.Http.PostAsJsonAsync(
            "api/chatrooms",
            new
            {
                name = "ghosts",
                is_group = true,
                participant_ids = new[] { 999_999, -1 },
            }
        );

        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "unknown_users");
        Assert.Equal(["participant_ids"], problem.GetProperty("errors").Fields());
        Assert.Empty((await ada.GetAsync("api/chatrooms")).Items("chatrooms"));
    }

    [Fact]
    public async Task A_group_without_a_name_is_refused()
    {
        var ada = await app.RegisterAsync();

        await (await ada.CreateAsync("   ", isGroup: true)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
        await (await ada.CreateAsync(null, isGroup: true)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
        await (await ada.CreateAsync(new string('x', 256), isGroup: true)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
    }

    [Fact]
    public async Task A_room_that_one_is_not_in_does_not_exist()
    {
        var (ada, outsider) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenGroupAsync("private");

        foreach (
            var id in (string[])
                [$"{room.Id()}", "999999", "-1", "abc", "99999999999999999999", "1.5"]
        )
        {
            var answer = await outsider.Http.GetAsync(
                new Uri($"api/chatrooms/{id}", UriKind.Relative)
            );
            await answer.ReadProblemAsync(HttpStatusCode.NotFound, "chatroom_not_found");
        }

        Assert.Empty((await outsider.GetAsync("api/chatrooms")).Items("chatrooms"));
    }
}
