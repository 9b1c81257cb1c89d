using DevChat.Domain.Unread;
using DevChat.Functions.Background;
using DevChat.Functions.Messages;
using DevChat.Functions.Realtime;
using DevChat.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Unread;

/// <summary>Tells users what they have not read, after the fact and in bursts.</summary>
public sealed class UnreadFunctions(
    Recounting recounting,
    OverdueRooms overdueRooms,
    IRealtimeGateway realtime,
    MessageMetrics metrics,
    SweepMetrics sweeps,
    TimeProvider clock,
    ILogger<UnreadFunctions> logger
)
{
    /// <summary>What is sent into the room within this time is counted once; a badge need not change more often.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    /// <summary>Sends by itself, not by an output binding: so what it sends belongs to the trace of the message.</summary>
    [Function("AnnounceUnread")]
    public async Task Announce(
        [QueueTrigger(RoomChanged.QueueName)] string message,
        CancellationToken cancellationToken
    )
    {
        var room = RoomChanged.Parse(message);
        using var span = QueueSpans.StartProcessing(RoomChanged.QueueName, room.Traceparent);
        await Task.Delay(Burst, clock, cancellationToken);
        var news = await recounting.RecountAsync(room.ChatroomId, cancellationToken);
        await realtime.SendAsync([.. news.Select(UnreadEvents.Changed)], cancellationToken);
        // Not before: what could not be sent is tried again with this queue message.
        await recounting.ToldAsync(news);
    }

    [Function("RepairAnnouncements")]
    [SignalROutput(HubName = IRealtimeGateway.HubName)]
    public async Task<SignalRMessageAction[]?> Repair(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    )
    {
        var deliveries = new List<Delivery>();
        var repairs = 0;
        foreach (var room in await overdueRooms.FindAsync(cancellationToken))
        {
            logger.LogWarning(
                "Room {ChatroomId}: {Count} messages were not announced in time",
                room.ChatroomId,
                room.Swallowed.Count
            );
            repairs += room.Swallowed.Count;
            metrics.Repaired(room.Swallowed);
            deliveries.AddRange(room.Swallowed.Select(MessageEvents.New));
            var news = await recounting.RecountAsync(room.ChatroomId, cancellationToken);
            await recounting.ToldAsync(news);
            deliveries.AddRange(news.Select(UnreadEvents.Changed));
        }
        sweeps.Swept(SweepKind.Announcements, repairs);
        return deliveries.Count == 0
            ? null
            : [.. deliveries.Select(delivery => delivery.ToAction())];
    }
}
