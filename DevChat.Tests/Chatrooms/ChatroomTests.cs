using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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
    public async Task Opening_a_direct_room_again_leads_to_the_same_room_from_both_sides()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenDirectRoomAsync(grace);

        var again = await (await ada.CreateAsync(null, isGroup: false, grace)).ReadAsync(
            HttpStatusCode.OK
        );
        var fromOtherSide = await (
            await grace.CreateAsync("a name", isGroup: false, ada)
        ).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(room.Id(), again.Id());
        Assert.Equal(room.Id(), fromOtherSide.Id());
        Assert.True(fromOtherSide.IsNull("name"));
    }

    [Fact]
    public async Task Ten_requests_from_both_sides_at_once_open_one_direct_room()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(i =>
                    i % 2 == 0
                        ? ada.CreateAsync(null, false, grace)
                        : grace.CreateAsync(null, false, ada)
                )
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var rooms = await Task.WhenAll(
            answers.Select(answer => answer.Content.ReadFromJsonAsync<JsonElement>())
        );
        Assert.Single(rooms.Select(JsonReading.Id).Distinct());
        Assert.Single((await ada.GetAsync("api/chatrooms")).Items("chatrooms"));
    }

    [Fact]
    public async Task A_direct_room_needs_exactly_one_other()
    {
        var (ada, grace, linus) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );

        await (await ada.CreateAsync(null, isGroup: false)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "not_one_other"
        );
        await (await ada.CreateAsync(null, isGroup: false, ada)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "not_one_other"
        );
        await (await ada.CreateAsync(null, isGroup: false, grace, linus)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "not_one_other"
        );
        await (await ada.CreateAsync(null, isGroup: false, ada, grace, grace)).ReadAsync(
            HttpStatusCode.Created
        );
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

    [Fact]
    public async Task The_list_is_ordered_by_activity_and_shows_five_participants()
    {
        var ada = await app.RegisterAsync();
        var others = new List<TestUser>();
        for (var i = 0; i < 6; i++)
        {
            others.Add(await app.RegisterAsync());
        }

        var large = await ada.OpenGroupAsync("large", [.. others]);
        var small = await ada.OpenGroupAsync("small", others[0]);
        await others[0].SendAsync(large.Id(), "this one is busy");

        var rooms = (await ada.GetAsync("api/chatrooms")).Items("chatrooms");

        Assert.Equal([large.Id(), small.Id()], rooms.Select(JsonReading.Id));
        Assert.Equal(7, rooms[0].Number("participant_count"));
        Assert.Equal(5, rooms[0].Items("participants").Count);
        Assert.Equal(ada.Id, rooms[0].Items("participants")[0].Id());
        Assert.Equal(1, rooms[0].Number("unread_count"));
    }

    [Fact]
    public async Task The_list_pages_by_cursor_without_loss_or_repetition()
    {
        var ada = await app.RegisterAsync();
        var created = new List<int>();
        for (var i = 0; i < 7; i++)
        {
            created.Add((await ada.OpenGroupAsync($"room {i}")).Id());
        }

        var listed = new List<int>();
        for (string? cursor = ""; cursor is not null; )
        {
            var page = await ada.GetAsync($"api/chatrooms?limit=3&cursor={cursor}");
            listed.AddRange(page.Items("chatrooms").Select(JsonReading.Id));
            cursor = page.Text("next_cursor");
        }

        Assert.Equal(Enumerable.Reverse(created), listed);
    }

    [Fact]
    public async Task The_list_is_filtered_by_type()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var direct = await ada.OpenDirectRoomAsync(grace);
        var group = await ada.OpenGroupAsync("group", grace);

        Assert.Equal(
            [direct.Id()],
            (await ada.GetAsync("api/chatrooms?type=direct"))
                .Items("chatrooms")
                .Select(JsonReading.Id)
        );
        Assert.Equal(
            [group.Id()],
            (await ada.GetAsync("api/chatrooms?type=group"))
                .Items("chatrooms")
                .Select(JsonReading.Id)
        );
        Assert.Equal(2, (await ada.GetAsync("api/chatrooms?type=all")).Items("chatrooms").Count);
    }

    [Theory]
    [InlineData("limit=0", "validation_failed")]
    [InlineData("limit=101", "validation_failed")]
    [InlineData("limit=ten", "validation_failed")]
    [InlineData("limit=99999999999", "validation_failed")]
    [InlineData("type=secret", "validation_failed")]
    [InlineData("cursor=%21%21", "invalid_cursor")]
    [InlineData("cursor=AAAA", "invalid_cursor")]
    [InlineData("cursor=OTk5OTk5OTk5OTk5OTk5OTk5OToxMQ", "invalid_cursor")]
    public async Task A_query_that_makes_no_sense_is_refused(string query, string code)
    {
        var ada = await app.RegisterAsync();

        var answer = await ada.Http.GetAsync(new Uri($"api/chatrooms?{query}", UriKind.Relative));

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, code);
    }
}
