using System.Diagnostics.Metrics;
using DevChat.Domain.Telemetry;

namespace DevChat.Domain.Redis;

/// <summary>Counter <c>devchat.cache.lookups</c>: lookups by cache and by hit or miss. The hit ratio follows from it.</summary>
public sealed class CacheMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _lookups = meters
        .CreateChatMeter()
        .CreateCounter<long>("devchat.cache.lookups", "{lookup}", "Lookups in a cache");

    public void LookedUp(string cache, bool hit) =>
        _lookups.Add(1, new("devchat.cache", cache), new("devchat.cache.hit", hit));
}
