using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Sync;

namespace DevChat.Tests.Model;

/// <summary>
/// A client of a user that has no connection and asks from time to time what it missed. It fetches the messages of a room
/// once, when it learns of the room.
/// </summary>
internal sealed class AwayClient
{
    private readonly SyncClient _sync;

    private AwayClient(SyncClient sync) => _sync = sync;

    public ChatView View { get; } = new();

    public static async Task<AwayClient> StartAsync(TestUser user)
    {
        var client = new AwayClient(await SyncClient.StartAsync(user, limit: 2));
        await client.ApplyAsync(client._sync.Taken);
        return client;
    }

    public async Task CatchUpAsync() => await ApplyAsync(await _sync.SyncAsync());

    private async Task ApplyAsync(IEnumerable<SyncClient.Change> changes)
    {
        foreach (var (name, payload) in changes)
        {
            await ApplyAsync(name, payload);
        }
    }

    private async Task ApplyAsync(string name, JsonElement payload)
    {
        switch (name)
        {
            case "chatroom-created":
                var page = await _sync.User.GetAsync($"api/messages/{payload.Id()}?limit=100");
                View.Rooms[payload.Id()] = RoomView.Of(payload).With(page.Items("messages"));
                break;
            case "chatroom-updated":
                View.Rooms[payload.Id()].Refresh(payload);
                break;
            case "unread-changed":
                View.Rooms[(int)payload.Number("chatroom_id")].Refresh(payload);
                break;
            default:
                View.Apply(_sync.User.Id, name, payload);
                break;
        }
    }
}
