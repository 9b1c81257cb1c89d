using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Clients;

/// <summary>What a web app does: npm's <c>@microsoft/signalr</c>, negotiating through the API.</summary>
public sealed class JavaScriptClientTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Theory]
    [InlineData("WebSockets")]
    [InlineData("ServerSentEvents")]
    [InlineData("LongPolling")]
    public async Task Two_users_chat_in_a_group_and_a_direct_room_over(string transport)
    {
        var story = await NodeClient.ChatAsync(app.Address, transport);

        foreach (var user in story.GetProperty("received").EnumerateObject())
        {
            AssertReceived(user.Value, story.GetProperty("sent"));
        }

        var refusals = story.GetProperty("refusals");
        AssertRefused(refusals.GetProperty("notMine"), "chatroom_not_found", 404);
        AssertRefused(refusals.GetProperty("wrongType"), "validation_failed", 400);
        AssertRefused(refusals.GetProperty("noContent"), "validation_failed", 400);
    }

    /// <summary>Each message once, in the order of its room, the same as the sender was answered.</summary>
    private static void AssertReceived(JsonElement received, JsonElement sent)
    {
        Assert.Equal(["group", "direct"], sent.Fields());
        foreach (var room in sent.EnumerateObject())
        {
            var messages = room.Value.EnumerateArray().ToList();
            Assert.Equal(
                Enumerable.Range(1, 10).Select(seq => (long)seq),
                messages.Select(message => message.Seq())
            );
            Assert.Equal(
                messages.Select(message => message.GetRawText()),
                received.Items(room.Name).Select(JsonReading.MessageText)
            );
        }
    }

    private static void AssertRefused(JsonElement reply, string code, int status)
    {
        Assert.Equal(code, reply.GetProperty("error").Text("code"));
        Assert.Equal(status, reply.GetProperty("error").Number("status"));
    }
}
