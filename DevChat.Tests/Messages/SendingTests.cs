using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Messages;

public sealed class SendingTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task A_message_has_the_fields_of_the_contract()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenDirectRoomAsync(grace);
        var key = Guid.CreateVersion7();

        var message = await (
            await ada.PostMessageAsync(room.Id(), "  Grüße 👋 <b>  ", key)
        ).ReadAsync(HttpStatusCode.Created);

        Assert.Equal(
            [
                "id",
                "chatroom_id",
                "seq",
                "client_message_id",
                "content",
                "sender_id",
                "sender",
                "is_read",
                "created_at",
                "deleted_at",
            ],
            message.Fields()
        );
        Assert.Equal("Grüße 👋 <b>", message.Text("content"));
        Assert.Equal(room.Id(), message.Number("chatroom_id"));
        Assert.Equal(1, message.Seq());
        Assert.Equal(key.ToString(), message.Text("client_message_id"));
        Assert.Equal(ada.Id, message.Number("sender_id"));
        Assert.Equal(ada.Username, message.GetProperty("sender").Text("username"));
        Assert.False(message.Flag("is_read"));
        Assert.True(message.IsNull("deleted_at"));
    }

    [Fact]
    public async Task Sent_messages_are_listed_unchanged()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenDirectRoomAsync(grace);
        var sent = await ada.SendAsync(room.Id(), "the same to the letter");

        var listed = Assert.Single(
            (await grace.GetAsync($"api/messages/{room.Id()}")).Items("messages")
        );

        Assert.Equal(sent.GetRawText(), listed.GetRawText());
    }

    [Fact]
    public async Task Sixty_concurrent_sends_leave_seq_1_to_60()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenDirectRoomAsync(grace);

        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(i => (i % 2 == 0 ? ada : grace).SendAsync(room.Id(), $"message {i}"))
        );

        Assert.Equal(
            Enumerable.Range(1, 60).Select(seq => (long)seq),
            sent.Select(JsonReading.Seq).Order()
        );
        var page = await ada.GetAsync($"api/messages/{room.Id()}?limit=100");
        Assert.Equal(
            Enumerable.Range(1, 60).Select(seq => (long)seq),
            page.Items("messages").Select(JsonReading.Seq)
        );
        Assert.Equal(60, page.Number("last_seq"));
    }

    [Fact]
    public async Task Twelve_concurrent_retries_make_one_message()
    {
        var ada = await app.RegisterAsync();
        var room = await ada.OpenGroupAsync("retries");
        var key = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => ada.PostMessageAsync(room.Id(), "once", key))
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(11, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var messages = await Task.WhenAll(
            answers.Select(answer => answer.Content.ReadFromJsonAsync<JsonElement>())
        );
        Assert.Single(messages.Select(message => message.GetRawText()).Distinct());
        Assert.Equal(1, (await ada.GetAsync($"api/messages/{room.Id()}")).Number("last_seq"));
    }

    [Fact]
    public async Task A_failed_retry_leaves_no_gap()
    {
        var ada = await app.RegisterAsync();
        var room = await ada.OpenGroupAsync("gapless");
        var key = Guid.CreateVersion7();
        await ada.PostMessageAsync(room.Id(), "first", key);
        await ada.PostMessageAsync(room.Id(), "first", key);

        Assert.Equal(2, (await ada.SendAsync(room.Id(), "second")).Seq());
    }

    [Fact]
    public async Task A_client_message_id_names_one_message_of_one_sender()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenGroupAsync("here", grace);
        var elsewhere = await ada.OpenGroupAsync("elsewhere");
        var key = Guid.CreateVersion7();
        await (await ada.PostMessageAsync(room.Id(), "mine", key)).ReadAsync(
            HttpStatusCode.Created
        );

        await (await ada.PostMessageAsync(room.Id(), "changed", key)).ReadProblemAsync(
            HttpStatusCode.Conflict,
            "client_message_id_reused"
        );
        await (await ada.PostMessageAsync(elsewhere.Id(), "mine", key)).ReadProblemAsync(
            HttpStatusCode.Conflict,
            "client_message_id_reused"
        );
        await (await grace.PostMessageAsync(room.Id(), "mine", key)).ReadAsync(
            HttpStatusCode.Created
        );
    }

    [Fact]
    public async Task Sending_into_a_room_that_one_is_not_in_stores_nothing()
    {
        var (ada, outsider) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenGroupAsync("closed");

        await (await outsider.PostMessageAsync(room.Id(), "let me in")).ReadProblemAsync(
            HttpStatusCode.NotFound,
            "chatroom_not_found"
        );
        await (
            await outsider.PostMessageAsync(999_999, "anybody?", Guid.CreateVersion7())
        ).ReadProblemAsync(HttpStatusCode.NotFound, "chatroom_not_found");

        Assert.Equal(0, (await ada.GetAsync($"api/messages/{room.Id()}")).Number("last_seq"));
    }

    [Fact]
    public async Task Content_has_1_to_4000_characters_after_trimming()
    {
        var ada = await app.RegisterAsync();
        var room = await ada.OpenGroupAsync("lengths");
        // Each of these is one character to a person, and two UTF-16 code units.
        var longest = string.Concat(Enumerable.Repeat("👋", 4000));

        await (await ada.PostMessageAsync(room.Id(), longest)).ReadAsync(HttpStatusCode.Created);
        await (await ada.PostMessageAsync(room.Id(), longest + "!")).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
        await (await ada.PostMessageAsync(room.Id(), " \t\n ")).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
    }

    [Fact]
    public async Task A_message_to_nobody_else_is_read()
    {
        var ada = await app.RegisterAsync();
        var room = await ada.OpenGroupAsync("alone");

        Assert.True((await ada.SendAsync(room.Id(), "note to self")).Flag("is_read"));
    }
}
