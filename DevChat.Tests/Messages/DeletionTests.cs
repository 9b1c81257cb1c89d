using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Messages;

public sealed class DeletionTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task A_deleted_message_keeps_its_place_and_loses_its_content()
    {
        var (ada, grace, room) = await RoomAsync();
        await ada.SendAsync(room, "first");
        var second = await ada.SendAsync(room, "regretted");
        await ada.SendAsync(room, "third");
        await using var connection = await grace.ConnectAsync();
        await connection.JoinAsync(room);

        await (await DeleteAsync(ada, second.Number("id"))).ReadAsync(HttpStatusCode.NoContent);

        var announced = await connection.NextAsync("message-deleted");
        Assert.Equal(["chatroom_id", "id", "seq", "revision"], announced.Fields());
        Assert.Equal(2, announced.Seq());
        var messages = (await grace.GetAsync($"api/messages/{room}")).Items("messages");
        Assert.Equal([1, 2, 3], messages.Select(JsonReading.Seq));
        Assert.True(messages[1].IsNull("content"));
        Assert.False(messages[1].IsNull("deleted_at"));
        Assert.Equal(
            0,
            await app.QueryAsync<long>("SELECT count(*) FROM messages WHERE content = 'regretted'")
        );
    }

    [Fact]
    public async Task Deleting_again_changes_and_announces_nothing()
    {
        var (ada, _, room) = await RoomAsync();
        var message = await ada.SendAsync(room, "twice");
        var other = await ada.SendAsync(room, "other");
        await using var connection = await ada.ConnectAsync();
        await connection.JoinAsync(room);

        await (await DeleteAsync(ada, message.Number("id"))).ReadAsync(HttpStatusCode.NoContent);
        var deletedAt = (await ada.GetAsync($"api/messages/{room}"))
            .Items("messages")[0]
            .Text("deleted_at");
        await (await DeleteAsync(ada, message.Number("id"))).ReadAsync(HttpStatusCode.NoContent);
        await (await DeleteAsync(ada, other.Number("id"))).ReadAsync(HttpStatusCode.NoContent);

        Assert.Equal(1, (await connection.NextAsync("message-deleted")).Seq());
        Assert.Equal(2, (await connection.NextAsync("message-deleted")).Seq());
        Assert.Equal(
            deletedAt,
            (await ada.GetAsync($"api/messages/{room}")).Items("messages")[0].Text("deleted_at")
        );
    }

    [Fact]
    public async Task Only_the_sender_deletes_and_outsiders_see_nothing_to_delete()
    {
        var (ada, grace, room) = await RoomAsync();
        var outsider = await app.RegisterAsync();
        var message = (await ada.SendAsync(room, "mine")).Number("id");

        await (await DeleteAsync(grace, message)).ReadProblemAsync(
            HttpStatusCode.Forbidden,
            "not_sender"
        );
        await (await DeleteAsync(outsider, message)).ReadProblemAsync(
            HttpStatusCode.NotFound,
            "message_not_found"
        );
        await (await DeleteAsync(ada, 999_999_999_999)).ReadProblemAsync(
            HttpStatusCode.NotFound,
            "message_not_found"
        );
        await (
            await ada.Http.DeleteAsync(new Uri("api/messages/abc", UriKind.Relative))
        ).ReadProblemAsync(HttpStatusCode.NotFound, "message_not_found");
    }

    [Fact]
    public async Task A_retry_of_a_message_that_was_deleted_since_leads_to_the_deleted_message()
    {
        var (ada, _, room) = await RoomAsync();
        var key = Guid.CreateVersion7();
        var message = await (await ada.PostMessageAsync(room, "once", key)).ReadAsync(
            HttpStatusCode.Created
        );
        await DeleteAsync(ada, message.Number("id"));

        var retried = await (await ada.PostMessageAsync(room, "once", key)).ReadAsync(
            HttpStatusCode.OK
        );

        Assert.Equal(message.Number("id"), retried.Number("id"));
        Assert.True(retried.IsNull("content"));
    }

    private async Task<(TestUser Ada, TestUser Grace, int Room)> RoomAsync()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        return (ada, grace, (await ada.OpenDirectRoomAsync(grace)).Id());
    }

    private static Task<HttpResponseMessage> DeleteAsync(TestUser user, long message) =>
        user.Http.DeleteAsync(new Uri($"api/messages/{message}", UriKind.Relative));
}
