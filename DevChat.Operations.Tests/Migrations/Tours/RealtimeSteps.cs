using System.Text.Json;
using DevChat.Testing.Apps;

namespace DevChat.Operations.Tests.Migrations.Tours;

/// <summary>Connections, and every call that they may make.</summary>
internal static class RealtimeSteps
{
    public static async Task RunAsync(TourApp app, Cast cast, Rooms rooms, ISet<string> called)
    {
        await using var ada = await cast.Ada.ConnectAsync();
        await using var grace = await cast.Grace.ConnectAsync();
        await CallAsync(ada, "user-online", new { }, called);
        await CallAsync(grace, "user-online", new { }, called);
        var room = new { chatroom_id = rooms.Group };
        await CallAsync(ada, "join-room", room, called);
        await CallAsync(ada, "typing", room, called);
        await CallAsync(ada, "stop-typing", room, called);
        await CallAsync(
            ada,
            "send-message",
            new { chatroom_id = rooms.Group, content = "By SignalR" },
            called
        );
        // By the queue: she is online and has not opened the room.
        await grace.NextAsync("unread-changed");
        await CallAsync(grace, "mark-read", new { chatroom_id = rooms.Group, seq = 4 }, called);
        await CallAsync(ada, "leave-room", room, called);
        await LeaveAsync(app, grace);
        await BackgroundSteps.WriteOffAsync(app, alive: ada, gone: cast.Grace);
        await LeaveAsync(app, ada);
    }

    private static async Task CallAsync(
        TestConnection connection,
        string target,
        object payload,
        ISet<string> called
    )
    {
        var reply = await connection.InvokeAsync(target, payload);
        Assert.False(
            reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("error", out _),
            $"{target}: {reply}"
        );
        called.Add(target);
    }

    private static async Task LeaveAsync(TourApp app, TestConnection connection)
    {
        var id = connection.Hub.ConnectionId;
        await connection.DisposeAsync();
        await app.UntilAsync(
            $"SELECT NOT EXISTS (SELECT FROM session_connections WHERE connection_id = '{id}')"
        );
    }
}
