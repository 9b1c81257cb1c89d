using System.Net;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Messages;

public sealed class ListingTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task The_newest_page_comes_first_and_ascends()
    {
        var (ada, room) = await RoomWithAsync(messages: 5);

        var page = await ada.GetAsync($"api/messages/{room}?limit=2");

        Assert.Equal(["messages", "has_more", "last_seq"], page.Fields());
        Assert.Equal([4, 5], Seqs(page));
        Assert.True(page.Flag("has_more"));
        Assert.Equal(5, page.Number("last_seq"));
    }

    [Fact]
    public async Task Before_goes_back_to_the_beginning()
    {
        var (ada, room) = await RoomWithAsync(messages: 5);

        var older = await ada.GetAsync($"api/messages/{room}?limit=2&before=4");
        var oldest = await ada.GetAsync($"api/messages/{room}?limit=2&before=2");

        Assert.Equal([2, 3], Seqs(older));
        Assert.True(older.Flag("has_more"));
        Assert.Equal([1], Seqs(oldest));
        Assert.False(oldest.Flag("has_more"));
    }

    [Fact]
    public async Task After_fills_a_hole_from_its_beginning()
    {
        var (ada, room) = await RoomWithAsync(messages: 5);

        var first = await ada.GetAsync($"api/messages/{room}?limit=2&after=1");
        var last = await ada.GetAsync($"api/messages/{room}?limit=2&after=3");
        var none = await ada.GetAsync($"api/messages/{room}?after=5");

        Assert.Equal([2, 3], Seqs(first));
        Assert.True(first.Flag("has_more"));
        Assert.Equal([4, 5], Seqs(last));
        Assert.False(last.Flag("has_more"));
        Assert.Empty(Seqs(none));
    }

    [Fact]
    public async Task An_empty_room_has_an_empty_page()
    {
        var (ada, room) = await RoomWithAsync(messages: 0);

        var page = await ada.GetAsync($"api/messages/{room}");

        Assert.Empty(Seqs(page));
        Assert.False(page.Flag("has_more"));
        Assert.Equal(0, page.Number("last_seq"));
    }

    [Theory]
    [InlineData("before=1&after=1")]
    [InlineData("before=-1")]
    [InlineData("after=-1")]
    [InlineData("after=x")]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    public async Task A_query_that_makes_no_sense_is_refused(string query)
    {
        var (ada, room) = await RoomWithAsync(messages: 0);

        var answer = await ada.Http.GetAsync(
            new Uri($"api/messages/{room}?{query}", UriKind.Relative)
        );

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("999999")]
    [InlineData("abc")]
    [InlineData("99999999999999999999")]
    public async Task A_room_that_one_is_not_in_has_no_messages(string room)
    {
        var ada = await app.RegisterAsync();

        var answer = await ada.Http.GetAsync(new Uri($"api/messages/{room}", UriKind.Relative));

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "chatroom_not_found");
    }

    private async Task<(TestUser Ada, int Room)> RoomWithAsync(int messages)
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("pages")).Id();
        for (var i = 1; i <= messages; i++)
        {
            await ada.SendAsync(room, $"message {i}");
        }

        return (ada, room);
    }

    private static IEnumerable<long> Seqs(JsonElement page) =>
        page.Items("messages").Select(JsonReading.Seq);
}
