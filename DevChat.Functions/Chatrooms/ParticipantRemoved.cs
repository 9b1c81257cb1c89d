using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

/// <summary>What follows from a removal. The exit from the room's group is repeated by the queue when it failed at first.</summary>
public sealed record ParticipantRemoved(
    [property: HttpResult] IActionResult Answer,
    [property: SignalROutput(HubName = IRealtimeGateway.HubName)] SignalRMessageAction[] Broadcasts,
    [property: QueueOutput(RoomLeft.QueueName)] string[]? Exits
)
{
    /// <param name="isOut">Whether the user's connections have left the room's group.</param>
    public static ParticipantRemoved From(
        int chatroomId,
        int userId,
        IEnumerable<Delivery> news,
        bool isOut
    ) =>
        new(
            Answers.NoContent(),
            [.. news.Select(delivery => delivery.ToAction())],
            isOut ? null : [RoomLeft.Now(chatroomId, userId).ToText()]
        );
}
