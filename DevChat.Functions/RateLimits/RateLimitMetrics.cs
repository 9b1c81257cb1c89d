using System.Diagnostics.Metrics;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Telemetry;

namespace DevChat.Functions.RateLimits;

/// <summary>Counter <c>devchat.rate_limit.refusals</c>: requests and calls that a limit refused, by its policy.</summary>
public sealed class RateLimitMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _refusals = meters
        .CreateChatMeter()
        .CreateCounter<long>(
            "devchat.rate_limit.refusals",
            "{request}",
            "Requests and calls that a limit refused"
        );

    public void Refused(RateLimitPolicy policy) =>
        _refusals.Add(1, new KeyValuePair<string, object?>("devchat.policy", policy.Name));
}
