using DevChat.Host.Runtime;

namespace DevChat.Host.Queues;

/// <summary>Section <c>extensions.queues</c> of host.json.</summary>
internal sealed record QueueSettings
{
    /// <exception cref="FormatException">Names the setting that cannot be read.</exception>
    public static QueueSettings Of(HostSettings host) => host.Extension<QueueSettings>("queues");

    /// <summary>Number of messages that are received at once, 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>
    /// The next batch is received when at most this number of messages is being processed. Null means half a batch.
    /// </summary>
    public int? NewBatchThreshold { get; init; }

    /// <summary>Longest pause between two polls of an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Pause before a failed message is tried again.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>Attempts before a message goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;
}
