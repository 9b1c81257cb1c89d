using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Health;

/// <summary>
/// Says once that a store does not answer, and once that it does again, however often it is asked: anybody may ask, and must
/// not fill the log with it.
/// </summary>
public sealed class StoreOutages(ILogger<StoreOutages> logger)
{
    private readonly ConcurrentDictionary<string, bool> _away = new();

    public void Failed(string store, Exception failure)
    {
        if (_away.TryAdd(store, true))
        {
            logger.LogWarning(failure, "Store {Store} does not answer", store);
        }
    }

    public void Answered(string store)
    {
        if (_away.TryRemove(store, out _))
        {
            logger.LogInformation("Store {Store} answers again", store);
        }
    }
}
