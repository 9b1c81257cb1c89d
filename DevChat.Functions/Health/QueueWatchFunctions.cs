using System.Diagnostics.Metrics;
using Azure.Storage.Queues;
using DevChat.Domain.Telemetry;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Health;

/// <summary>
/// Reports how long messages wait in the queues, and whether there are messages in the poison queues. Messages stay in
/// a poison queue until an operator handles them.
/// </summary>
public sealed class QueueWatchFunctions(
    QueueWatch watch,
    QueueMetrics metrics,
    ILogger<QueueWatchFunctions> logger
)
{
    private static readonly string[] Queues =
    [
        UnreadRecountMessage.QueueName,
        ChatroomExitMessage.QueueName,
    ];

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
                    "{Count} messages are in the poison queue of {Queue}",
                    poisoned,
                    queue
                );
            }
        }
    }
}

/// <summary>Observes queues without taking messages from them. A queue that does not exist yet counts as empty.</summary>
public sealed class QueueWatch(QueueServiceClient queues, TimeProvider clock)
{
    /// <summary>
    /// Age of the oldest visible message; zero if there is none. A message that is being processed is not visible.
    /// </summary>
    public async Task<TimeSpan> AgeOfOldestAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } queue)
        {
            return TimeSpan.Zero;
        }

        var oldest = (await queue.PeekMessageAsync(cancellationToken)).Value;
        var age = clock.GetUtcNow() - oldest?.InsertedOn;
        return age > TimeSpan.Zero ? age.Value : TimeSpan.Zero;
    }

    /// <summary>Approximate number of messages in the queue.</summary>
    public async Task<int> CountAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } queue
            ? (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount
            : 0;

    private async Task<QueueClient?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var queue = queues.GetQueueClient(name);
        return await queue.ExistsAsync(cancellationToken) ? queue : null;
    }
}

/// <summary>
/// Gauges by queue: <c>devchat.queue.age</c> is the age of the oldest message in seconds, and
/// <c>devchat.queue.poisoned</c> is the number of messages in its poison queue.
/// </summary>
public sealed class QueueMetrics
{
    public const string PoisonedName = "devchat.queue.poisoned";

    private readonly TimerGauge<double> _age;
    private readonly TimerGauge<int> _poisoned;

    public QueueMetrics(IMeterFactory meters, TimeProvider clock)
    {
        var meter = meters.CreateChatMeter();
        _age = new(meter, "devchat.queue.age", "s", "Age of the oldest message that waits", clock);
        _poisoned = new(meter, PoisonedName, "{message}", "Messages in the poison queue", clock);
    }

    /// <param name="age">Age of the oldest message; zero for an empty queue.</param>
    /// <param name="poisoned">Number of messages in the poison queue.</param>
    public void Record(string queue, TimeSpan age, int poisoned)
    {
        var tag = new KeyValuePair<string, object?>("messaging.destination.name", queue);
        _age.Record(age.TotalSeconds, tag);
        _poisoned.Record(poisoned, tag);
    }
}
