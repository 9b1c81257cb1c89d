using System.Diagnostics.Metrics;
using DevChat.Domain.Telemetry;

namespace DevChat.Domain.Redis;

/// <summary>
/// Counter <c>devchat.cache.lookups</c>: questions to a cache, by its name and whether it knew the answer. The hit ratio
/// follows from it.
/// </summary>
public sealed class CacheMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _lookups = meters
        .CreateChatMeter()
        .CreateCounter<long>("devchat.cache.lookups", "{lookup}", "Questions to a cache");

    public void LookedUp(string cache, bool hit) =>
        _lookups.Add(1, new("devchat.cache", cache), new("devchat.cache.hit", hit));
}
