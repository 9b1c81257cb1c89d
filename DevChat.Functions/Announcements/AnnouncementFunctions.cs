using DevChat.Domain.Announcements;
using DevChat.Functions.Background;
using DevChat.Functions.Messages;
using DevChat.Functions.ReadState;
using DevChat.Functions.Realtime;
using DevChat.Functions.Requests;
using DevChat.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Announcements;

/// <summary>
/// Sends unread counts after messages were sent or deleted. Also sends the events of messages that were never
/// announced.
/// </summary>
public sealed class AnnouncementFunctions(
    UnreadRecount recount,
    UnannouncedChatrooms unannounced,
    ReadStatePublisher publisher,
    IRealtimeGateway realtime,
    MessageMetrics metrics,
    Sweeps sweeps,
    ILogger<AnnouncementFunctions> logger
)
{
    /// <summary>
    /// Sends through the gateway and not through an output binding, so that the events belong to the trace of the
    /// message.
    /// </summary>
    [Function("UnreadRecount")]
    public async Task Recount(
        [QueueTrigger(UnreadRecountMessage.QueueName)] string message,
        CancellationToken cancellationToken
    )
    {
        var (chatroomId, deferredId, traceparent) = UnreadRecountMessage.Parse(message);
        using var span = QueueSpans.StartProcessing(UnreadRecountMessage.QueueName, traceparent);
        await RecountAsync(chatroomId, deferredId, cancellationToken);
    }

    [Function("RepairAnnouncements")]
    public Task Repair(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    ) => sweeps.RunAsync(SweepKind.Announcements, () => RepairAsync(cancellationToken));

    private async Task<int> RepairAsync(CancellationToken cancellationToken)
    {
        var repairs = 0;
        foreach (var room in await unannounced.FindAsync(cancellationToken))
        {
            try
            {
                await AnnounceAsync(room, cancellationToken);
                await RecountAsync(room.ChatroomId, deferredId: null, cancellationToken);
                repairs += room.Messages.Count;
            }
            catch (Exception exception)
                when (!StoreOutage.IsCauseOf(exception)
                    && !cancellationToken.IsCancellationRequested
                )
            {
                // A room that cannot be repaired must not stop the repair of the others.
                logger.LogError(
                    exception,
                    "Room {ChatroomId} was not repaired; the next run tries again",
                    room.ChatroomId
                );
            }
        }

        return repairs;
    }

    private async Task AnnounceAsync(UnannouncedChatroom room, CancellationToken cancellationToken)
    {
        if (room.Messages.Count == 0)
        {
            return; // Only a recount is due.
        }

        logger.LogWarning(
            "Room {ChatroomId}: {Count} messages were not announced in time",
            room.ChatroomId,
            room.Messages.Count
        );
        await realtime.SendAsync(
            [.. room.Messages.Select(message => MessageEvents.New(message, room.Revision))],
            cancellationToken
        );
        metrics.Repaired(room.Messages);
    }

    private async Task RecountAsync(
        int chatroomId,
        Guid? deferredId,
        CancellationToken cancellationToken
    )
    {
        if (await recount.CountAsync(chatroomId, deferredId, cancellationToken) is { } counted)
        {
            await publisher.PublishCountsAsync(counted.Counts, cancellationToken);
            await recount.SettleAsync(counted, cancellationToken);
        }
    }
}
