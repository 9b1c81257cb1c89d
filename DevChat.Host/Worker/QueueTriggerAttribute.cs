namespace Microsoft.Azure.Functions.Worker;

/// <summary>A message of the queue starts the function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    public string QueueName { get; } = queueName;
}
