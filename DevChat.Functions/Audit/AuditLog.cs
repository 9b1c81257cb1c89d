using System.Globalization;
using DevChat.Domain.Accounts;
using DevChat.Functions.Requests;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Audit;

/// <summary>
/// Writes audit events as log lines of category <see cref="Category"/>. All events have the same fields; a field that
/// an event does not use is null. Email addresses, passwords, tokens and texts are never logged. Call it after the
/// change is committed.
/// </summary>
public sealed class AuditLog(
    ILoggerFactory loggers,
    AccountHash hash,
    CurrentUser caller,
    CurrentRequest request
)
{
    public const string Category = "DevChat.Audit";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    public void SignedUp(int userId) => Write(AuditEvents.SignedUp, new() { ActorId = userId });

    public void SignedIn(int userId) => Write(AuditEvents.SignedIn, new() { ActorId = userId });

    /// <summary>A wrong password or an unknown account. The log does not distinguish the two cases either.</summary>
    public void SignInFailed(string email) =>
        Write(AuditEvents.SignInFailed, new() { AccountHash = hash.Of(email) });

    public void SignedOut() => Write(AuditEvents.SignedOut, Mine());

    public void ChatroomCreated(int chatroomId) =>
        Write(AuditEvents.ChatroomCreated, Mine() with { ChatroomId = chatroomId });

    public void ChatroomDeleted(int chatroomId) =>
        Write(AuditEvents.ChatroomDeleted, Mine() with { ChatroomId = chatroomId });

    public void ParticipantsAdded(int chatroomId, IEnumerable<int> userIds) =>
        Write(
            AuditEvents.ParticipantsAdded,
            Mine() with
            {
                ChatroomId = chatroomId,
                UserIds = userIds,
            }
        );

    public void ParticipantRemoved(int chatroomId, int userId) =>
        Write(
            AuditEvents.ParticipantRemoved,
            Mine() with
            {
                ChatroomId = chatroomId,
                UserIds = [userId],
            }
        );

    public void ParticipantLeft(int chatroomId) =>
        Write(AuditEvents.ParticipantLeft, Mine() with { ChatroomId = chatroomId });

    public void MessageDeleted(int chatroomId, long messageId) =>
        Write(
            AuditEvents.MessageDeleted,
            Mine() with
            {
                ChatroomId = chatroomId,
                MessageId = messageId,
            }
        );

    private Subjects Mine() => new() { ActorId = caller.Id };

    private void Write(EventId audited, Subjects subjects) =>
        _logger.LogInformation(
            audited,
            "{Event} by user {ActorId}: chatroom {ChatroomId}, message {MessageId}, users {UserIds}, account {AccountHash}; from {ClientAddress} in request {RequestId}",
            audited.Name,
            subjects.ActorId,
            subjects.ChatroomId,
            subjects.MessageId,
            Text(subjects.UserIds),
            subjects.AccountHash,
            request.ClientAddress?.ToString(),
            request.Id
        );

    /// <summary>Written as text, because not every log store supports lists.</summary>
    private static string? Text(IEnumerable<int>? ids) =>
        ids is null
            ? null
            : string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));

    private sealed record Subjects
    {
        public int? ActorId { get; init; }

        public int? ChatroomId { get; init; }

        public long? MessageId { get; init; }

        public IEnumerable<int>? UserIds { get; init; }

        public string? AccountHash { get; init; }
    }
}

/// <summary>
/// Ids and names of the audit events. Queries and alerts depend on them: never change or reuse an id or a name.
/// </summary>
public static class AuditEvents
{
    public static readonly EventId SignedUp = new(1001, "account.signed_up");
    public static readonly EventId SignedIn = new(1002, "account.signed_in");
    public static readonly EventId SignInFailed = new(1003, "account.sign_in_failed");
    public static readonly EventId SignedOut = new(1004, "account.signed_out");
    public static readonly EventId ChatroomCreated = new(1101, "chatroom.created");
    public static readonly EventId ChatroomDeleted = new(1102, "chatroom.deleted");
    public static readonly EventId ParticipantsAdded = new(1103, "chatroom.participants_added");
    public static readonly EventId ParticipantRemoved = new(1104, "chatroom.participant_removed");
    public static readonly EventId ParticipantLeft = new(1105, "chatroom.participant_left");
    public static readonly EventId MessageDeleted = new(1201, "message.deleted");
}
