using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Http;

namespace DevChat.Tests.Messages;

public sealed class ReadStateTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Reading_moves_forwards_only_and_counts_what_is_left()
    {
        var (ada, grace, room) = await RoomAsync(messages: 5);

        var third = await MarkAsync(grace, room, 3);
        Assert.Equal(
            ["chatroom_id", "unread_count", "last_seq", "last_read_seq", "revision"],
            third.Fields()
        );
        Assert.Equal((3, 2), Position(third));
        Assert.Equal((3, 2), Position(await MarkAsync(grace, room, 1)));
        Assert.Equal((5, 0), Position(await MarkAsync(grace, room, seq: null)));
        Assert.Equal((5, 0), Position(await MarkAsync(grace, room, 999)));
        Assert.Equal((0, 0), Position(await MarkAsync(ada, room, 0)));
    }

    [Fact]
    public async Task The_body_may_be_left_out()
    {
        var (_, grace, room) = await RoomAsync(messages: 2);

        var answer = await grace.Http.PutAsync(
            new Uri($"api/messages/{room}/read", UriKind.Relative),
            content: null
        );

        Assert.Equal((2, 0), Position(await answer.ReadAsync(HttpStatusCode.OK)));
    }

    /// <summary>Clients declare a type whenever they could have sent something, and announce a length or do not.</summary>
    [Theory]
    [InlineData("application/json", false)]
    [InlineData("application/json", true)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("text/plain; charset=utf-8", true)]
    [InlineData(null, true)]
    public async Task An_empty_body_is_one_left_out_whatever_it_is_called(
        string? mediaType,
        bool isChunked
    )
    {
        var (_, grace, room) = await RoomAsync(messages: 2);
        var content = new ByteArrayContent([]);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        var request = new HttpRequestMessage(HttpMethod.Put, $"api/messages/{room}/read")
        {
            Content = content,
        };
        request.Headers.TransferEncodingChunked = isChunked;

        var answer = await grace.Http.SendAsync(request);

        Assert.Equal((2, 0), Position(await answer.ReadAsync(HttpStatusCode.OK)));
    }

    /// <summary>As curl does it with <c>-X PUT -H 'Content-Type: …'</c> alone: neither a length nor a transfer encoding.</summary>
    [Fact]
    public async Task A_body_that_nothing_announces_is_one_left_out()
    {
        var (_, grace, room) = await RoomAsync(messages: 2);

        var answer = await RawHttp.AskAsync(
            app.Address,
            $"PUT /api/messages/{room}/read HTTP/1.1",
            $"Authorization: Bearer {grace.Token}",
            "Content-Type: application/json"
        );

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Contains("\"last_read_seq\":2", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.BadRequest, "malformed_json")]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type")]
    public async Task White_space_is_a_body_and_no_JSON(
        string mediaType,
        HttpStatusCode status,
        string code
    )
    {
        var (_, grace, room) = await RoomAsync(messages: 1);

        var answer = await grace.Http.PutAsync(
            new Uri($"api/messages/{room}/read", UriKind.Relative),
            new StringContent(" \r\n", System.Text.Encoding.UTF8, mediaType)
        );

        await answer.ReadProblemAsync(status, code);
    }

    [Fact]
    public async Task Own_and_deleted_messages_are_never_unread()
    {
        var (ada, grace, room) = await RoomAsync(messages: 2);
        await grace.SendAsync(room, "own");
        var gone = await ada.SendAsync(room, "gone");
        var ownGone = await grace.SendAsync(room, "own, gone");
        await grace.Http.DeleteAsync(
            new Uri($"api/messages/{ownGone.Number("id")}", UriKind.Relative)
        );
        await ada.Http.DeleteAsync(new Uri($"api/messages/{gone.Number("id")}", UriKind.Relative));

        var read = await grace.GetAsync($"api/chatrooms/{room}");
        var listed = (await grace.GetAsync("api/chatrooms")).Items("chatrooms")[0];

        Assert.Equal(2, read.Number("unread_count"));
        Assert.Equal(2, listed.Number("unread_count"));
        Assert.Equal((1, 1), Position(await MarkAsync(grace, room, 1)));
    }

    [Fact]
    public async Task A_message_is_read_when_everybody_else_has_read_it()
    {
        var (ada, grace, linus) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );
        var room = (await ada.OpenGroupAsync("readers", grace, linus)).Id();
        await ada.SendAsync(room, "read this");
        await ada.SendAsync(room, "and this");

        await MarkAsync(grace, room, 2);
        Assert.Equal([false, false], await AreReadAsync(ada, room));
        await MarkAsync(linus, room, 1);
        Assert.Equal([true, false], await AreReadAsync(ada, room));
    }

    [Fact]
    public async Task The_room_and_the_own_devices_are_notified()
    {
        var (ada, grace, room) = await RoomAsync(messages: 3);
        await using var atAda = await ada.ConnectAsync();
        await using var atGrace = await grace.ConnectAsync();
        await atAda.JoinAsync(room);

        var reply = await atGrace.InvokeAsync("mark-read", new { chatroom_id = room, seq = 2 });

        Assert.Equal((2, 1), Position(reply));
        var read = await atAda.NextAsync("messages-read");
        Assert.Equal(["chatroom_id", "user_id", "last_read_seq", "revision"], read.Fields());
        Assert.Equal(grace.Id, read.Number("user_id"));
        Assert.Equal(2, read.Number("last_read_seq"));
        // What the sends before led to may arrive first.
        var unread = await atGrace.NextAsync("unread-changed");
        while (unread.Number("unread_count") > 1)
        {
            unread = await atGrace.NextAsync("unread-changed");
        }

        Assert.Equal(
            ["chatroom_id", "unread_count", "last_seq", "last_read_seq", "revision"],
            unread.Fields()
        );
        Assert.Equal(1, unread.Number("unread_count"));
        Assert.Equal(3, unread.Number("last_seq"));
    }

    [Theory]
    [InlineData("""{"seq":-1}""")]
    [InlineData("""{"seq":"x"}""")]
    [InlineData("""{"seq":1.5}""")]
    public async Task A_position_that_makes_no_sense_is_refused(string body)
    {
        var (_, grace, room) = await RoomAsync(messages: 1);

        var answer = await grace.Http.PutAsync(
            new Uri($"api/messages/{room}/read", UriKind.Relative),
            new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        );

        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["seq"], problem.GetProperty("errors").Fields());
    }

    private async Task<(TestUser Ada, TestUser Grace, int Room)> RoomAsync(int messages)
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        for (var i = 1; i <= messages; i++)
        {
            await ada.SendAsync(room, $"message {i}");
        }

        return (ada, grace, room);
    }

    private static async Task<JsonElement> MarkAsync(TestUser user, int room, long? seq) =>
        await (await user.Http.PutAsJsonAsync($"api/messages/{room}/read", new { seq })).ReadAsync(
            HttpStatusCode.OK
        );

    private static (long LastReadSeq, long UnreadCount) Position(JsonElement receipt) =>
        (receipt.Number("last_read_seq"), receipt.Number("unread_count"));

    private static async Task<IEnumerable<bool>> AreReadAsync(TestUser user, int room) =>
        (await user.GetAsync($"api/messages/{room}"))
            .Items("messages")
            .Select(message => message.Flag("is_read"));
}
