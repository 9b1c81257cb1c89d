using DevChat.Domain.Chatrooms;
using DevChat.Domain.Errors;
using DevChat.Domain.Messages;
using DevChat.Domain.Paging;
using DevChat.Domain.ReadState;
using DevChat.Domain.Text;
using DevChat.Domain.Users;
using FluentValidation;

namespace DevChat.Domain.Sync;

/// <summary>Selects what changed since a token, or everything.</summary>
public sealed record SyncRange(string? Since, int? Limit);

public sealed class SyncRangeRules : AbstractValidator<SyncRange>
{
    public SyncRangeRules()
    {
        RuleFor(range => range.Limit).IsPageLimit();
        RuleFor(range => range.Since).IsStorable();
    }
}

/// <summary>A page of what a user missed, in the order in which a client applies it.</summary>
/// <param name="Exits">Rooms that the user has left. The user may be back in some of them.</param>
/// <param name="Chatrooms">Changes by room.</param>
/// <param name="Next">The token of the next request.</param>
/// <param name="More">There are more pages now.</param>
public sealed record SyncPage(
    IReadOnlyList<MissedExit> Exits,
    IReadOnlyList<MissedChanges> Chatrooms,
    string Next,
    bool More
);

/// <summary>The user left a room.</summary>
/// <param name="Username">Name of the user.</param>
/// <param name="Revision">Revision of the room after this.</param>
/// <param name="IsDeleted">The room was deleted. Otherwise the user left it or was removed.</param>
public sealed record MissedExit(int ChatroomId, string Username, long Revision, bool IsDeleted);

/// <summary>The changes of one room. All of them show the present state.</summary>
public sealed record MissedChanges
{
    /// <summary>The present revision of the room.</summary>
    public required long Revision { get; init; }

    /// <summary>The room from the view of the user. Null if it did not change.</summary>
    public required ChatroomView? Chatroom { get; init; }

    /// <summary>
    /// The user was added to the room, or knows no room yet. A client may know the room nevertheless, from a realtime event.
    /// </summary>
    public required bool IsNew { get; init; }

    public required IReadOnlyList<MissedMembership> Memberships { get; init; }

    /// <summary>In the order of <c>seq</c>.</summary>
    public required IReadOnlyList<MissedMessage> Messages { get; init; }

    public required IReadOnlyList<MissedRead> Reads { get; init; }

    /// <summary>Null if the user's own position has not moved, or <see cref="Chatroom"/> contains it.</summary>
    public required UnreadCount? Unread { get; init; }
}

/// <summary>Another user was added to the room or has left it.</summary>
public sealed record MissedMembership(int ChatroomId, UserReference User, bool IsParticipant);

/// <summary>A new message, or a message that was deleted.</summary>
/// <param name="IsNew">False if the client knew the message before it was deleted.</param>
public sealed record MissedMessage(MessageView Message, bool IsNew);

/// <summary>A participant has read more messages.</summary>
public sealed record MissedRead(int ChatroomId, int UserId, long LastReadSeq);

public static class SyncErrors
{
    public static readonly Error ResyncRequired = new(
        "resync_required",
        ErrorKind.Gone,
        "The token is too old, or was not issued here for this user. Begin anew without a token."
    );
}
