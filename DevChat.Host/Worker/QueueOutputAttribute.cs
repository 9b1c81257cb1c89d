namespace Microsoft.Azure.Functions.Worker;

/// <summary>Sends what the method returns, or the property holds, to the queue; an array is one message an item.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class QueueOutputAttribute(string queueName) : Attribute
{
    public string QueueName { get; } = queueName;
}
