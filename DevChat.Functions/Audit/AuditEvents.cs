using DevChat.Domain.Accounts;
using DevChat.Functions.Chatrooms;
using DevChat.Functions.Messages;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Audit;

/// <summary>Ids and names of the audited events. Queries and alerts depend on them: they are never changed or reused.</summary>
public static class AuditEvents
{
    public static readonly EventId SignedUp = new(1001, "account.signed_up");
    public static readonly EventId SignedIn = new(1002, "account.signed_in");
    public static readonly EventId SignInFailed = new(1003, "account.sign_in_failed");
    public static readonly EventId SignedOut = new(1004, "account.signed_out");
    public static readonly EventId RoomCreated = new(1101, "chatroom.created");
    public static readonly EventId RoomDeleted = new(1102, "chatroom.deleted");
    public static readonly EventId ParticipantsAdded = new(1103, "chatroom.participants_added");
    public static readonly EventId ParticipantRemoved = new(1104, "chatroom.participant_removed");
    public static readonly EventId ParticipantLeft = new(1105, "chatroom.participant_left");
    public static readonly EventId MessageDeleted = new(1201, "message.deleted");
}
