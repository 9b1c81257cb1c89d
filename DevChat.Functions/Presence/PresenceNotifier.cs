using DevChat.Domain.Presence;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Presence;

/// <summary>Tells users that somebody with whom they share a room came online or went offline.</summary>
public sealed class PresenceNotifier(IRealtimeGateway realtime, ILogger<PresenceNotifier> logger)
{
    /// <summary>Parallel sends. The deliveries go to different users and need no order among them.</summary>
    private const int AtOnce = 16;

    /// <summary>The statuses are stored and can be read over REST, so a failure is logged only.</summary>
    public async Task NotifyAsync(
        IEnumerable<StatusNotice> notices,
        CancellationToken cancellationToken
    )
    {
        Delivery[] deliveries = [.. notices.SelectMany(PresenceEvents.StatusChanged)];
        try
        {
            await Task.WhenAll(
                deliveries
                    .Chunk((deliveries.Length / AtOnce) + 1)
                    .Select(part => realtime.SendAsync(part, cancellationToken))
            );
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(
                exception,
                "{Count} events about presence were not all sent",
                deliveries.Length
            );
        }
    }
}
