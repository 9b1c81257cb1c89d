using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DevChat.Domain.Accounts;
using DevChat.Domain.Avatars;
using DevChat.Domain.Chatrooms;
using DevChat.Domain.Messages;
using DevChat.Domain.Profiles;
using DevChat.Domain.ReadState;
using DevChat.Domain.Sync;
using DevChat.Domain.Users;
using DevChat.Functions.Http;
using DevChat.Functions.ReadState;
using DevChat.Functions.Realtime;
using DevChat.Functions.Sync;

namespace DevChat.Functions.Contract;

/// <summary>Notes on fields whose name and type do not explain enough.</summary>
internal static class FieldNotes
{
    private const string Newest = "Null or left out: all messages up to the newest one are read.";
    private const string Page = "Number of items on a page. The default is 50.";
    private const string Cursor = "The `next_cursor` of the previous page. Opaque to clients.";
    private const string Visible =
        "White space at both ends is removed. At least one character must be visible.";
    private const string NextCursor = "Cursor of the next page. Null on the last page.";

    private static readonly Dictionary<(Type, string), string> Notes = new()
    {
        [(typeof(Registration), nameof(Registration.Username))] =
            "Unique. Upper and lower case are not distinguished.",
        [(typeof(Registration), nameof(Registration.Email))] =
            "Unique. Upper and lower case and Unicode's normal forms are not distinguished. The name is shown as the user typed it.",
        [(typeof(Registration), nameof(Registration.Password))] = "At most 72 bytes in UTF-8.",
        [(typeof(SignedIn), nameof(SignedIn.Token))] =
            "JWT (HS256) with the claims userId, email, sid, iat, exp.",
        [(typeof(ChatroomFilter), nameof(ChatroomFilter.Type))] = "The default is `all`.",
        [(typeof(ChatroomFilter), nameof(ChatroomFilter.Limit))] = Page,
        [(typeof(ChatroomFilter), nameof(ChatroomFilter.Cursor))] = Cursor,
        [(typeof(ChatroomPage), nameof(ChatroomPage.NextCursor))] = NextCursor,
        [(typeof(NewChatroom), nameof(NewChatroom.Name))] = "A group must have a name. " + Visible,
        [(typeof(NewChatroom), nameof(NewChatroom.ParticipantIds))] =
            "The caller may be left out. A direct room has exactly one other participant.",
        [(typeof(ChatroomName), nameof(ChatroomName.Name))] = Visible,
        [(typeof(ChatroomView), nameof(ChatroomView.Name))] = "Null for a direct room.",
        [(typeof(ChatroomView), nameof(ChatroomView.CreatedBy))] =
            "Id of the creator. Null if this user no longer exists.",
        [(typeof(ChatroomView), nameof(ChatroomView.UpdatedAt))] =
            "Time of the last message or change in the room. Lists are sorted by this time.",
        [(typeof(ChatroomView), nameof(ChatroomView.Participants))] =
            "All participants. In lists and events: at most the first 5.",
        [(typeof(ChatroomView), nameof(ChatroomView.LastSeq))] = "The `seq` of the newest message.",
        [(typeof(ChatroomView), nameof(ChatroomView.LastReadSeq))] =
            "The greatest `seq` that the caller has read.",
        [(typeof(ChatroomView), nameof(ChatroomView.UnreadCount))] =
            "Exact number of messages after `last_read_seq` that other users sent and that are not deleted.",
        [(typeof(NewMessage), nameof(NewMessage.Content))] =
            "Its length is counted in Unicode code points. " + Visible,
        [(typeof(NewMessage), nameof(NewMessage.ClientMessageId))] =
            "Idempotency key. The client chooses one for each message. A second request with the same id returns the same message.",
        [(typeof(SyncRange), nameof(SyncRange.Since))] =
            "The `next` of the last response. Left out: everything. Opaque to clients.",
        [(typeof(SyncRange), nameof(SyncRange.Limit))] =
            "Greatest number of rooms and of messages on a page. The default is 50.",
        [(typeof(SyncChange), nameof(SyncChange.Event))] = "Name of a realtime event.",
        [(typeof(SyncChange), nameof(SyncChange.Payload))] = "The payload of that event.",
        [(typeof(SyncChanges), nameof(SyncChanges.Next))] =
            "The `since` of the next request. A client keeps it after it has applied the changes.",
        [(typeof(SyncChanges), nameof(SyncChanges.More))] = "There are more changes now.",
        [(typeof(MessageRange), nameof(MessageRange.Before))] =
            "The newest messages with a smaller `seq`. Cannot be combined with `after`.",
        [(typeof(MessageRange), nameof(MessageRange.After))] =
            "The oldest messages with a greater `seq`. Cannot be combined with `before`.",
        [(typeof(MessageRange), nameof(MessageRange.Limit))] = Page,
        [(typeof(MessagePage), nameof(MessagePage.Messages))] = "In ascending order of `seq`.",
        [(typeof(MessagePage), nameof(MessagePage.HasMore))] =
            "True if there are more messages in the requested direction.",
        [(typeof(MessagePage), nameof(MessagePage.LastSeq))] =
            "The newest `seq` of the room when the page was read.",
        [(typeof(MessageView), nameof(MessageView.Seq))] =
            "Number of the message in its room: 1, 2, 3 … without gaps. Messages are ordered by it.",
        [(typeof(MessageView), nameof(MessageView.Content))] = "Null if the message is deleted.",
        [(typeof(MessageView), nameof(MessageView.IsRead))] =
            "True if every other participant has read the message.",
        [(typeof(MessageView), nameof(MessageView.DeletedAt))] =
            "Time of the deletion. A deleted message keeps its `seq`.",
        [(typeof(ReadPosition), nameof(ReadPosition.Seq))] = Newest,
        [(typeof(ReadUpTo), nameof(ReadUpTo.Seq))] = Newest,
        [(typeof(ReadReceipt), nameof(ReadReceipt.LastReadSeq))] = "Never decreases.",
        [(typeof(UserFilter), nameof(UserFilter.Search))] =
            "Beginning of the username. Upper and lower case are not distinguished.",
        [(typeof(UserFilter), nameof(UserFilter.Online))] =
            "True: only users who are online. False: only users who are offline.",
        [(typeof(UserFilter), nameof(UserFilter.Limit))] = Page,
        [(typeof(UserFilter), nameof(UserFilter.Cursor))] = Cursor,
        [(typeof(UserPage), nameof(UserPage.NextCursor))] = NextCursor,
        [(typeof(ProfileChange), nameof(ProfileChange.Bio))] = "Null removes the text.",
        [(typeof(ProfileChange), nameof(ProfileChange.AvatarId))] =
            "Id of an avatar in `GET /avatars`. Null removes the avatar.",
        [(typeof(AvatarView), nameof(AvatarView.Url))] =
            "URL of the picture. The picture of a URL never changes.",
        [(typeof(UserView), nameof(UserView.LastSeen))] = "Null if the user was never online.",
        [(typeof(ConnectionGrant), nameof(ConnectionGrant.Url))] =
            "URL that the SignalR client connects to.",
        [(typeof(ConnectionGrant), nameof(ConnectionGrant.AccessToken))] =
            "Valid for this connection only. The REST API does not accept it.",
        [(typeof(Problem), nameof(Problem.Code))] = "Stable. Clients branch on it.",
        [(typeof(Problem), nameof(Problem.Detail))] =
            "Explanation for people. Clients must not parse it.",
        [(typeof(Problem), nameof(Problem.TraceId))] =
            "Same as `X-Request-Id` of the response. Identifies the request in the logs.",
        [(typeof(Problem), nameof(Problem.Errors))] =
            "Reasons by field name, if the error concerns single fields.",
    };

    public static void Write(JsonTypeInfo type, JsonObject properties)
    {
        foreach (var property in type.Properties)
        {
            if (
                property.AttributeProvider is MemberInfo member
                && Notes.TryGetValue((type.Type, member.Name), out var note)
            )
            {
                properties[property.Name]!["description"] = note;
            }
        }
    }
}
