using Azure.Storage.Queues;
using DevChat.Functions.Chatrooms;
using DevChat.Functions.Unread;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Background;

/// <summary>Makes known that messages lie in poison queues. They stay there, for somebody to look at.</summary>
public sealed class PoisonQueueFunctions(
    QueueServiceClient queues,
    PoisonMetrics metrics,
    ILogger<PoisonQueueFunctions> logger
)
{
    private static readonly string[] Queues = [RoomChanged.QueueName, RoomLeft.QueueName];

    [Function("WatchPoisonQueues")]
    public async Task Watch(
        [TimerTrigger("0 * * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    )
    {
        foreach (var queue in Queues)
        {
            var count = await CountAsync($"{queue}-poison", cancellationToken);
            metrics.Record(queue, count);
            if (count > 0)
            {
                logger.LogWarning("{Count} messages of queue {Queue} are poisoned", count, queue);
            }
        }
    }

    private async Task<int> CountAsync(string name, CancellationToken cancellationToken)
    {
        var queue = queues.GetQueueClient(name);
        if (!await queue.ExistsAsync(cancellationToken))
        {
            return 0;
        }
        var properties = await queue.GetPropertiesAsync(cancellationToken);
        return properties.Value.ApproximateMessagesCount;
    }
}
