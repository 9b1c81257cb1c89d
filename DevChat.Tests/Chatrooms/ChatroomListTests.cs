using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Chatrooms;

public sealed class ChatroomListTests(DevChatApp app) : IClassFixture<DevChatApp>
{
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
