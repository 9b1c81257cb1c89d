using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Model;

/// <summary>What a client knows: a snapshot over REST at first, kept up to date by events from then on.</summary>
internal sealed class ChatView
{
    public SortedDictionary<int, RoomView> Rooms { get; } = [];

    /// <summary>As a client that starts sees it.</summary>
    public static async Task<ChatView> LoadAsync(TestUser user)
    {
        var view = new ChatView();
        foreach (var listed in (await user.GetAsync("api/chatrooms?limit=100")).Items("chatrooms"))
        {
            var room = await user.GetAsync($"api/chatrooms/{listed.Id()}");
            var messages = await user.GetAsync($"api/messages/{listed.Id()}?limit=100");
            Assert.Equal(listed.Number("unread_count"), room.Number("unread_count"));
            view.Rooms[listed.Id()] = RoomView.Of(room).With(messages.Items("messages"));
        }

        return view;
    }

    /// <summary>What a client does with an event.</summary>
    public void Apply(int ownId, string name, JsonElement payload)
    {
        switch (name)
        {
            case "chatroom-created":
                Rooms.TryAdd(payload.Id(), RoomView.Of(payload));
                break;
            case "chatroom-deleted":
                Rooms.Remove((int)payload.Number("chatroom_id"));
                break;
            case "participant-removed" when payload.GetProperty("user").Id() == ownId:
                Rooms.Remove((int)payload.Number("chatroom_id"));
                break;
            case "chatroom-updated":
                ApplyTo(payload.Id(), room => room.Name = payload.Text("name"));
                break;
            case "user-status-changed":
                // Says nothing of a room.
                break;
            default:
                ApplyTo(
                    (int)payload.Number("chatroom_id"),
                    room => room.Apply(ownId, name, payload)
                );
                break;
        }
    }

    /// <summary>All of it in one text, for comparison.</summary>
    public override string ToString() => string.Join('\n', Rooms.Values);

    private void ApplyTo(int roomId, Action<RoomView> change)
    {
        if (Rooms.TryGetValue(roomId, out var room))
        {
            change(room);
        }
    }
}
