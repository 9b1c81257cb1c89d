namespace Microsoft.Azure.Functions.Worker;

/// <summary>What kind of event of a hub it is.</summary>
public enum SignalRInvocationCategory
{
    Connections,
    Messages,
}
