using System.Text.Json;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Model;

/// <summary>What a client knows of a room.</summary>
internal sealed class RoomView
{
    public int Id { get; init; }

    public string? Name { get; set; }

    public SortedSet<int> Participants { get; init; } = [];

    public long LastSeq { get; set; }

    public long LastReadSeq { get; set; }

    public long UnreadCount { get; set; }

    /// <summary>Content by seq; null is deleted.</summary>
    public SortedDictionary<long, string?> Messages { get; } = [];

    public static RoomView Of(JsonElement room) =>
        new()
        {
            Id = room.Id(),
            Name = room.Text("name"),
            Participants = [.. room.Items("participants").Select(JsonReading.Id)],
            LastSeq = room.Number("last_seq"),
            LastReadSeq = room.Number("last_read_seq"),
            UnreadCount = room.Number("unread_count"),
        };

    public RoomView With(IEnumerable<JsonElement> messages)
    {
        foreach (var message in messages)
        {
            Messages[message.Seq()] = message.Text("content");
        }

        return this;
    }

    /// <summary>Takes the numbers of a newer state, and the name if it has one.</summary>
    public void Refresh(JsonElement state)
    {
        Name = state.TryGetProperty("name", out var name) ? name.GetString() : Name;
        LastSeq = state.Number("last_seq");
        LastReadSeq = state.Number("last_read_seq");
        UnreadCount = state.Number("unread_count");
    }

    public void Apply(int ownId, string name, JsonElement payload)
    {
        switch (name)
        {
            case "new-message":
                Messages.TryAdd(payload.Seq(), payload.Text("content"));
                LastSeq = Math.Max(LastSeq, payload.Seq());
                break;
            case "message-deleted":
                Messages[payload.Seq()] = null;
                break;
            case "messages-read" when payload.Number("user_id") == ownId:
                LastReadSeq = Math.Max(LastReadSeq, payload.Number("last_read_seq"));
                break;
            case "unread-changed":
                UnreadCount = payload.Number("unread_count");
                break;
            case "participant-added":
                Participants.Add(payload.GetProperty("user").Id());
                break;
            case "participant-removed":
                Participants.Remove(payload.GetProperty("user").Id());
                break;
        }
    }

    public override string ToString() =>
        $"room {Id} '{Name}' of {string.Join(',', Participants)}: last {LastSeq}, read {LastReadSeq}, unread {UnreadCount}: "
        + string.Join(
            " | ",
            Messages.Select(message => $"{message.Key} {message.Value ?? "deleted"}")
        );
}
