using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Runs the function for an event of a hub: category <c>connections</c> with <c>connected</c> or <c>disconnected</c>,
/// or category <c>messages</c> with the target of a client's call.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SignalRTriggerAttribute(
    string hubName,
    string category,
    string @event,
    params string[] parameterNames
) : TriggerBindingAttribute
{
    public SignalRTriggerAttribute(string hubName, string category, string @event)
        : this(hubName, category, @event, []) { }

    public string HubName { get; } = hubName;

    public string Category { get; } = category;

    public string Event { get; } = @event;

    /// <summary>Parameters of the method that receive the arguments of the client, in their order.</summary>
    public string[] ParameterNames { get; } = parameterNames;
}

/// <summary>Executes the message or group actions in the result of the method or in the property.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class SignalROutputAttribute : OutputBindingAttribute
{
    public string? HubName { get; set; }
}
