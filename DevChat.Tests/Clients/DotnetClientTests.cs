using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.AspNetCore.Http.Connections;

namespace DevChat.Tests.Clients;

/// <summary>What a .NET app does: Microsoft.AspNetCore.SignalR.Client.</summary>
public sealed class DotnetClientTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private const int Messages = 10;

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Two_users_chat_in_a_group_and_a_direct_room_over(HttpTransportType transport)
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        int[] rooms =
        [
            (await ada.OpenGroupAsync("General", grace)).Id(),
            (await ada.OpenDirectRoomAsync(grace)).Id(),
        ];
        await using var atAda = await ConnectAsync(ada, transport);
        await using var atGrace = await ConnectAsync(grace, transport);

        foreach (var room in rooms)
        {
            await Task.WhenAll(atAda.JoinAsync(room), atGrace.JoinAsync(room));
            var sent = await ChatAsync(room, atAda, atGrace);
            await AssertReceivedAsync(atAda, sent);
            await AssertReceivedAsync(atGrace, sent);
        }

        var refused = await atAda.InvokeAsync("join-room", new { chatroom_id = int.MaxValue });
        Assert.Equal("chatroom_not_found", refused.GetProperty("error").Text("code"));
    }

    private static async Task<TestConnection> ConnectAsync(
        TestUser user,
        HttpTransportType transport
    ) => await TestConnection.OpenAsync(await user.NegotiateAsync(), transport);

    /// <summary>The connections take turns, so that there is one order to expect.</summary>
    private static async Task<IReadOnlyList<string>> ChatAsync(
        int room,
        params TestConnection[] senders
    )
    {
        var sent = new List<string>();
        for (var i = 0; i < Messages; i++)
        {
            var reply = await senders[i % senders.Length]
                .InvokeAsync("send-message", new { chatroom_id = room, content = $"line {i}" });
            sent.Add(reply.GetRawText());
        }

        return sent;
    }

    private static async Task AssertReceivedAsync(
        TestConnection connection,
        IReadOnlyList<string> sent
    )
    {
        foreach (var message in sent)
        {
            Assert.Equal(message, (await connection.NextAsync("new-message")).MessageText());
        }

        Assert.Empty(connection.Waiting("new-message"));
    }
}
