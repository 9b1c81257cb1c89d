using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Sync;

/// <summary>What a client knows that applies changes, and nothing else.</summary>
public sealed class SyncView(TestUser user)
{
    private readonly Dictionary<int, JsonElement> _rooms = [];
    private readonly Dictionary<int, SortedDictionary<long, string?>> _messages = [];
    private readonly Dictionary<(int Room, int User), long> _reads = [];

    public void Apply(IEnumerable<SyncClient.Change> changes)
    {
        foreach (var (name, payload) in changes)
        {
            Apply(name, payload);
        }
    }

    /// <summary>Compares the view with fresh answers: rooms, all their messages, and who has read them.</summary>
    public async Task AssertIsCompleteAsync()
    {
        var fresh = (await user.GetAsync("api/chatrooms?limit=100")).Items("chatrooms");
        Assert.Equal(fresh.Select(room => room.Id()).Order(), _rooms.Keys.Order());
        foreach (var room in fresh)
        {
            var known = _rooms[room.Id()];
            Assert.Equal(
                (room.Text("name"), room.Number("revision"), room.Number("last_seq")),
                (known.Text("name"), known.Number("revision"), known.Number("last_seq"))
            );
            var messages = await user.ReadAllAsync(room.Id());
            Assert.Equal(
                messages.Select(message => (message.Seq(), message.Text("content"))),
                _messages[room.Id()].Select(message => (message.Key, message.Value))
            );
            Assert.All(messages, message => AssertIsRead(message, room));
        }
    }

    private void AssertIsRead(JsonElement message, JsonElement room)
    {
        var sender = message.Number("sender_id");
        var readers = room.Items("participants").Where(member => member.Id() != sender);
        Assert.Equal(
            message.Flag("is_read"),
            readers.All(reader =>
                _reads.GetValueOrDefault((room.Id(), reader.Id())) >= message.Seq()
            )
        );
    }

    private void Apply(string name, JsonElement payload)
    {
        switch (name)
        {
            case "chatroom-created" or "chatroom-updated":
                _rooms[payload.Id()] = payload;
                _reads[(payload.Id(), user.Id)] = payload.Number("last_read_seq");
                break;
            case "unread-changed":
                _reads[(RoomOf(payload), user.Id)] = payload.Number("last_read_seq");
                break;
            case "new-message":
                MessagesOf(payload)[payload.Seq()] = payload.Text("content");
                break;
            case "message-deleted":
                MessagesOf(payload)[payload.Seq()] = null;
                break;
            case "messages-read":
                var read = (RoomOf(payload), (int)payload.Number("user_id"));
                _reads[read] = payload.Number("last_read_seq");
                break;
        }

        SortedDictionary<long, string?> MessagesOf(JsonElement change)
        {
            var room = RoomOf(change);
            return _messages.TryGetValue(room, out var known) ? known : _messages[room] = [];
        }
    }

    private static int RoomOf(JsonElement payload) => (int)payload.Number("chatroom_id");
}
