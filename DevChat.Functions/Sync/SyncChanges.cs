using System.Text.Json;
using DevChat.Domain.Sync;
using DevChat.Domain.Users;
using DevChat.Functions.Chatrooms;
using DevChat.Functions.Json;
using DevChat.Functions.Messages;
using DevChat.Functions.ReadState;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Sync;

/// <summary>A page of changes, in the order in which a client applies them.</summary>
/// <param name="Next">The value of <c>since</c> in the next request.</param>
/// <param name="More">There are more changes now.</param>
public sealed record SyncChanges(IReadOnlyList<SyncChange> Changes, string Next, bool More)
{
    public static readonly SyncChanges Example = new(
        [SyncChange.Of(MessageEvents.NewMessage, MessageEvents.NewMessage.Example)],
        Next: "ZXhhbXBsZQ",
        More: false
    );

    /// <param name="page">What the user missed.</param>
    /// <param name="userId">The user.</param>
    public static SyncChanges Of(SyncPage page, int userId) =>
        new(
            [
                .. page.Exits.Select(exit => Exited(exit, userId)),
                .. page.Chatrooms.SelectMany(ChangesOf),
            ],
            page.Next,
            page.More
        );

    private static SyncChange Exited(MissedExit exit, int userId) =>
        exit.IsDeleted
            ? SyncChange.Of(ChatroomEvents.ChatroomDeleted, new(exit.ChatroomId, exit.Revision))
            : SyncChange.Of(
                ChatroomEvents.ParticipantRemoved,
                new(exit.ChatroomId, new UserReference(userId, exit.Username), exit.Revision)
            );

    private static IEnumerable<SyncChange> ChangesOf(MissedChanges room)
    {
        if (room.Chatroom is { } chatroom)
        {
            yield return SyncChange.Of(
                room.IsNew ? ChatroomEvents.ChatroomCreated : ChatroomEvents.ChatroomUpdated,
                chatroom
            );
        }

        foreach (var change in room.Memberships)
        {
            yield return SyncChange.Of(
                change.IsParticipant
                    ? ChatroomEvents.ParticipantAdded
                    : ChatroomEvents.ParticipantRemoved,
                new(change.ChatroomId, change.User, room.Revision)
            );
        }

        foreach (var missed in room.Messages)
        {
            yield return OfMessage(missed, room.Revision);
        }

        foreach (var read in room.Reads)
        {
            yield return SyncChange.Of(
                ReadStateEvents.MessagesRead,
                new(read.ChatroomId, read.UserId, read.LastReadSeq, room.Revision)
            );
        }

        if (room.Unread is { } unread)
        {
            yield return SyncChange.Of(
                ReadStateEvents.UnreadChanged,
                ReadStateEvents.PayloadOf(unread)
            );
        }
    }

    private static SyncChange OfMessage(MissedMessage missed, long revision) =>
        missed.IsNew
            ? SyncChange.Of(MessageEvents.NewMessage, new(missed.Message, revision))
            : SyncChange.Of(
                MessageEvents.MessageDeleted,
                new(missed.Message.ChatroomId, missed.Message.Id, missed.Message.Seq, revision)
            );
}

/// <summary>A change as the realtime event that would have told it.</summary>
/// <param name="Event">Name of the event.</param>
/// <param name="Payload">Payload of the event.</param>
public sealed record SyncChange(string Event, JsonElement Payload)
{
    public static SyncChange Of<TPayload>(RealtimeEvent<TPayload> told, TPayload payload) =>
        new(told.Target, WireJson.ToElement(payload));
}
