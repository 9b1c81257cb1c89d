using DevChat.Domain.Presence;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Presence;

/// <summary>Sends presence changes to the online users who share a room with the user.</summary>
public sealed class PresenceNotifier(IRealtimeGateway realtime, ILogger<PresenceNotifier> logger)
{
    /// <summary>
    /// Number of parallel sends. Their order does not matter: each notice is about another user.
    /// </summary>
    private const int MaxParallel = 16;

    /// <summary>A failure is only logged: the statuses are stored, and clients can read them over REST.</summary>
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
                    .Chunk((deliveries.Length / MaxParallel) + 1)
                    .Select(part => realtime.SendAsync(part, cancellationToken))
            );
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(
                exception,
                "Not all of {Count} presence events were sent",
                deliveries.Length
            );
        }
    }
}
