using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Carries out message or group actions that the method returns or the property holds.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class SignalROutputAttribute : OutputBindingAttribute
{
    public string? HubName { get; set; }
}
