using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DevChat.Domain.Accounts;
using DevChat.Domain.Avatars;
using DevChat.Domain.Chatrooms;
using DevChat.Domain.Messages;
using DevChat.Domain.Profiles;
using DevChat.Domain.ReadState;
using DevChat.Domain.Users;
using DevChat.Functions.Http;
using DevChat.Functions.ReadState;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Contract;

/// <summary>What neither name nor type of a field says.</summary>
internal static class FieldNotes
{
    private const string Newest = "Null or left out: up to the newest message.";
    private const string Page = "Items on a page; 50 unless told.";
    private const string Cursor = "The `next_cursor` of the page before. Opaque.";
    private const string Visible =
        "White space around it is cut off; a character of it has to be visible.";
    private const string NextCursor = "Where the next page begins; null at the end.";

    private static readonly Dictionary<(Type, string), string> Notes = new()
    {
        [(typeof(Registration), nameof(Registration.Username))] =
            "Unique without regard to upper and lower case.",
        [(typeof(Registration), nameof(Registration.Email))] =
            "Unique without regard to upper and lower case and to Unicode's normal forms. Shown as it was typed.",
        [(typeof(Registration), nameof(Registration.Password))] = "At most 72 bytes in UTF-8.",
        [(typeof(SignedIn), nameof(SignedIn.Token))] =
            "JWT (HS256) with the claims userId, email, sid, iat, exp.",
        [(typeof(ChatroomFilter), nameof(ChatroomFilter.Type))] = "`all` unless told.",
        [(typeof(ChatroomFilter), nameof(ChatroomFilter.Limit))] = Page,
        [(typeof(ChatroomFilter), nameof(ChatroomFilter.Cursor))] = Cursor,
        [(typeof(ChatroomPage), nameof(ChatroomPage.NextCursor))] = NextCursor,
        [(typeof(NewChatroom), nameof(NewChatroom.Name))] = "A group must have one. " + Visible,
        [(typeof(NewChatroom), nameof(NewChatroom.ParticipantIds))] =
            "The caller need not be named. A direct room has exactly one other participant.",
        [(typeof(ChatroomName), nameof(ChatroomName.Name))] = Visible,
        [(typeof(ChatroomView), nameof(ChatroomView.Name))] = "Null for a direct room.",
        [(typeof(ChatroomView), nameof(ChatroomView.CreatedBy))] =
            "Id of the creator; null when there is none any more.",
        [(typeof(ChatroomView), nameof(ChatroomView.UpdatedAt))] =
            "When something was last said or changed here. Lists are sorted by it.",
        [(typeof(ChatroomView), nameof(ChatroomView.Participants))] =
            "All of them; at most the first 5 in lists and events.",
        [(typeof(ChatroomView), nameof(ChatroomView.LastSeq))] = "The newest message's `seq`.",
        [(typeof(ChatroomView), nameof(ChatroomView.LastReadSeq))] = "How far the caller has read.",
        [(typeof(ChatroomView), nameof(ChatroomView.UnreadCount))] =
            "Messages of others after `last_read_seq` that are not deleted. Exact.",
        [(typeof(NewMessage), nameof(NewMessage.Content))] =
            "Counted in Unicode code points. " + Visible,
        [(typeof(NewMessage), nameof(NewMessage.ClientMessageId))] =
            "Chosen by the client, once per message: sending it again is safe and leads to the same message.",
        [(typeof(MessageRange), nameof(MessageRange.Before))] =
            "Only messages with a smaller `seq`, the newest of them. Not together with `after`.",
        [(typeof(MessageRange), nameof(MessageRange.After))] =
            "Only messages with a greater `seq`, the oldest of them. Not together with `before`.",
        [(typeof(MessageRange), nameof(MessageRange.Limit))] = Page,
        [(typeof(MessagePage), nameof(MessagePage.Messages))] = "Ascending by `seq`.",
        [(typeof(MessagePage), nameof(MessagePage.HasMore))] =
            "There are more in the direction that was asked for.",
        [(typeof(MessagePage), nameof(MessagePage.LastSeq))] =
            "The room's newest `seq` when the page was read.",
        [(typeof(MessageView), nameof(MessageView.Seq))] =
            "1, 2, 3 … without gaps in its room: the order of the room.",
        [(typeof(MessageView), nameof(MessageView.Content))] = "Null when it is deleted.",
        [(typeof(MessageView), nameof(MessageView.IsRead))] =
            "Every other participant has read it.",
        [(typeof(MessageView), nameof(MessageView.DeletedAt))] =
            "When it was deleted; it keeps its place.",
        [(typeof(ReadPosition), nameof(ReadPosition.Seq))] = Newest,
        [(typeof(ReadUpTo), nameof(ReadUpTo.Seq))] = Newest,
        [(typeof(ReadReceipt), nameof(ReadReceipt.LastReadSeq))] = "Never moves back.",
        [(typeof(UserFilter), nameof(UserFilter.Search))] =
            "What the username begins with, in upper or lower case.",
        [(typeof(UserFilter), nameof(UserFilter.Online))] =
            "Only those who are, or are not, online.",
        [(typeof(UserFilter), nameof(UserFilter.Limit))] = Page,
        [(typeof(UserFilter), nameof(UserFilter.Cursor))] = Cursor,
        [(typeof(UserPage), nameof(UserPage.NextCursor))] = NextCursor,
        [(typeof(ProfileChange), nameof(ProfileChange.Bio))] = "Null clears it.",
        [(typeof(ProfileChange), nameof(ProfileChange.AvatarId))] =
            "One of `GET /avatars`; null for none.",
        [(typeof(AvatarView), nameof(AvatarView.Url))] =
            "Answers with the picture. The same for ever.",
        [(typeof(UserView), nameof(UserView.LastSeen))] = "Null for somebody who never was online.",
        [(typeof(ConnectionGrant), nameof(ConnectionGrant.Url))] =
            "Where a SignalR client connects to.",
        [(typeof(ConnectionGrant), nameof(ConnectionGrant.AccessToken))] =
            "For that connection only; no token of the REST API.",
        [(typeof(Problem), nameof(Problem.Code))] = "Stable; what a program decides by.",
        [(typeof(Problem), nameof(Problem.Detail))] = "For people.",
        [(typeof(Problem), nameof(Problem.TraceId))] =
            "The X-Request-Id of the answer: finds the request in the logs.",
        [(typeof(Problem), nameof(Problem.Errors))] =
            "Reasons by field, when single fields are at fault.",
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
