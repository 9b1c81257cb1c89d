using Azure.Storage.Queues;

namespace DevChat.Functions.Background;

/// <summary>Looks at queues and takes nothing out of them. One that does not exist yet is empty.</summary>
public sealed class QueueWatch(QueueServiceClient queues, TimeProvider clock)
{
    /// <summary>How long the oldest message has been waiting that nobody works on; zero when there is none.</summary>
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

    /// <summary>Messages in the queue, about.</summary>
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
