using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// An event of a hub starts the function: category <c>connections</c> with <c>connected</c> and <c>disconnected</c>,
/// or <c>messages</c> with the target that a client names.
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

    /// <summary>Parameters of the method that take the arguments of the client, in their order.</summary>
    public string[] ParameterNames { get; } = parameterNames;
}

/// <summary>Carries out message or group actions that the method returns or the property holds.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class SignalROutputAttribute : OutputBindingAttribute
{
    public string? HubName { get; set; }
}
