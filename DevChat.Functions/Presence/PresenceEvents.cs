using DevChat.Domain.Presence;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Presence;

/// <summary>The event that coming and going gives rise to, and who receives it.</summary>
public static class PresenceEvents
{
    /// <summary>One delivery for each who shares a room with the user and is online: none for somebody who is alone.</summary>
    public static IReadOnlyList<Delivery> StatusChanged(StatusNotice news) =>
        [.. EventCatalogue.UserStatusChanged.ForUsers(news.RoomMates, news.Change)];
}
