using DevChat.Domain.Unread;
using DevChat.Functions.Messages;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Unread;

/// <summary>Tells users what they have not read, after the fact and in bursts.</summary>
public sealed class UnreadFunctions(
    Recounting recounting,
    OverdueRooms overdueRooms,
    TimeProvider clock,
    ILogger<UnreadFunctions> logger
)
{
    /// <summary>What is sent into the room within this time is counted once; a badge need not change more often.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    [Function("AnnounceUnread")]
    [SignalROutput(HubName = IRealtimeGateway.HubName)]
    public async Task<SignalRMessageAction[]?> Announce(
        [QueueTrigger(RoomChanged.QueueName)] string message,
        CancellationToken cancellationToken
    )
    {
        var room = RoomChanged.Parse(message);
        await Task.Delay(Burst, clock, cancellationToken);
        return Actions(await CountAsync(room.ChatroomId, cancellationToken));
    }

    [Function("RepairAnnouncements")]
    [SignalROutput(HubName = IRealtimeGateway.HubName)]
    public async Task<SignalRMessageAction[]?> Repair(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    )
    {
        var deliveries = new List<Delivery>();
        foreach (var room in await overdueRooms.FindAsync(cancellationToken))
        {
            logger.LogWarning(
                "Room {ChatroomId}: {Count} messages were not announced in time",
                room.ChatroomId,
                room.Swallowed.Count
            );
            deliveries.AddRange(room.Swallowed.Select(MessageEvents.New));
            deliveries.AddRange(await CountAsync(room.ChatroomId, cancellationToken));
        }
        return Actions(deliveries);
    }

    private async Task<IReadOnlyList<Delivery>> CountAsync(
        int chatroomId,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await recounting.RecountAsync(chatroomId, cancellationToken)).Select(
                UnreadEvents.Changed
            ),
        ];

    private static SignalRMessageAction[]? Actions(IReadOnlyList<Delivery> deliveries) =>
        deliveries.Count == 0 ? null : [.. deliveries.Select(delivery => delivery.ToAction())];
}
