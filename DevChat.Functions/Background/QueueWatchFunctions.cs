using DevChat.Functions.Chatrooms;
using DevChat.Functions.Unread;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Background;

/// <summary>
/// Makes known how long messages wait, and that messages lie in poison queues. Those stay there, for somebody to look at.
/// </summary>
public sealed class QueueWatchFunctions(
    QueueWatch watch,
    QueueMetrics metrics,
    ILogger<QueueWatchFunctions> logger
)
{
    private static readonly string[] Queues = [RoomChanged.QueueName, RoomLeft.QueueName];

    [Function("WatchQueues")]
    public async Task Watch(
        [TimerTrigger("0 * * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    )
    {
        foreach (var queue in Queues)
        {
            var age = await watch.AgeOfOldestAsync(queue, cancellationToken);
            var poisoned = await watch.CountAsync($"{queue}-poison", cancellationToken);
            metrics.Record(queue, age, poisoned);
            if (poisoned > 0)
            {
                logger.LogWarning(
                    "{Count} messages of queue {Queue} are poisoned",
                    poisoned,
                    queue
                );
            }
        }
    }
}
