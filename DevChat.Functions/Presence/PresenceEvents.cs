using DevChat.Domain.Presence;
using DevChat.Functions.Realtime;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Presence;

/// <summary>The event that coming and going gives rise to, and who receives it.</summary>
public static class PresenceEvents
{
    /// <summary>One delivery for each who shares a room with the user and is online: none for somebody who is alone.</summary>
    public static IReadOnlyList<Delivery> StatusChanged(StatusNews news)
    {
        var payload = WireJson.ToElement(news.Change);
        return
        [
            .. news.RoomMates.Select(userId => new Delivery(
                Audience.User(userId),
                "user-status-changed",
                payload
            )),
        ];
    }
}
