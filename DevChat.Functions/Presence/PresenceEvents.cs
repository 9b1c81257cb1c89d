using DevChat.Domain.Presence;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Presence;

/// <summary>The event about users who come online or go offline.</summary>
public static class PresenceEvents
{
    public static readonly RealtimeEvent<StatusChange> UserStatusChanged = new(
        "user-status-changed"
    )
    {
        To = "each online user who shares a room with the user, on all devices",
        When = "The user came online, or went offline after its last connection ended.",
        Client =
            "shows the status. Of two events of one user, the one with the later `last_seen` is newer.",
        Example = new(Samples.Grace.Id, IsOnline: true, Samples.Morning),
    };

    /// <summary>One delivery for each receiver.</summary>
    public static IEnumerable<Delivery> StatusChanged(StatusNotice notice) =>
        UserStatusChanged.ForUsers(notice.RoomMates, notice.Change);
}
