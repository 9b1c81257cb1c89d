using DevChat.Domain.Announcements;
using DevChat.Domain.ReadState;
using DevChat.Functions.Background;
using DevChat.Functions.Messages;
using DevChat.Functions.Realtime;
using DevChat.Functions.Telemetry;
using DevChat.Functions.Wire;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Unread;

/// <summary>Tells users what they have not read, after the fact and in bursts.</summary>
public sealed class UnreadFunctions(
    UnreadRecount recounting,
    UnannouncedChatrooms overdueRooms,
    IRealtimeGateway realtime,
    MessageMetrics metrics,
    SweepMetrics sweeps,
    TimeProvider clock,
    ILogger<UnreadFunctions> logger
)
{
    /// <summary>What is sent into the room within this time is counted once; a badge need not change more often.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    /// <summary>A user who reads on and on is left to the next recount.</summary>
    private const int MostTellings = 3;

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
        await TellAsync(
            await recounting.RecountAsync(room.ChatroomId, cancellationToken),
            cancellationToken
        );
    }

    [Function("RepairAnnouncements")]
    [SignalROutput(HubName = IRealtimeGateway.HubName)]
    public async Task<SignalRMessageAction[]?> Repair(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    )
    {
        var deliveries = new List<Delivery>();
        try
        {
            var repairs = 0;
            foreach (var room in await overdueRooms.FindAsync(cancellationToken))
            {
                repairs += room.Swallowed.Count;
                deliveries.AddRange(Repaired(room));
                await TellAsync(
                    await recounting.RecountAsync(room.ChatroomId, cancellationToken),
                    cancellationToken
                );
            }
            sweeps.Swept(SweepKind.Announcements, repairs);
        }
        catch (Exception exception) when (StoreOutage.IsBehind(exception))
        {
            logger.LogWarning(exception, "Not all rooms were repaired; the next run does it");
        }
        return deliveries.Count == 0
            ? null
            : [.. deliveries.Select(delivery => delivery.ToAction())];
    }

    private IEnumerable<Delivery> Repaired(UnannouncedChatroom room)
    {
        logger.LogWarning(
            "Room {ChatroomId}: {Count} messages were not announced in time",
            room.ChatroomId,
            room.Swallowed.Count
        );
        metrics.Repaired(room.Swallowed);
        return room.Swallowed.Select(message => MessageEvents.New(message, room.Revision));
    }

    /// <summary>
    /// Counts are remembered as told after they are sent: what could not be sent is tried again with the queue message. A user
    /// who was told something newer meanwhile is told once more, so that the newest count is also the last one.
    /// </summary>
    private async Task TellAsync(
        IReadOnlyList<UnreadCount> counts,
        CancellationToken cancellationToken
    )
    {
        for (var i = 0; i < MostTellings && counts.Count > 0; i++)
        {
            await realtime.SendAsync([.. counts.Select(UnreadEvents.Changed)], cancellationToken);
            counts = await recounting.ToldAsync(counts, cancellationToken);
        }
    }
}
