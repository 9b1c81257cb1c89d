using DevChat.Domain.Presence;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Presence;

/// <summary>Takes note of what connections let know of themselves, and tells whom it concerns.</summary>
public sealed class PresenceKeeping(
    PresenceService presence,
    IRealtimeGateway realtime,
    ILogger<PresenceKeeping> logger
)
{
    /// <summary>The deliveries go to different users: so many at a time need no order among them.</summary>
    private const int AtOnce = 16;

    /// <summary>Whether the connection had not been heard before, as far as is known.</summary>
    public async Task<bool> HeardAsync(
        int userId,
        string connectionId,
        CancellationToken cancellationToken
    )
    {
        var heartbeat = await presence.HeardAsync(userId, connectionId, cancellationToken);
        if (heartbeat.News is { } news)
        {
            await TellAsync(news, cancellationToken);
        }
        return heartbeat.IsNewConnection;
    }

    public Task SaidGoodbyeAsync(int userId, string connectionId) =>
        presence.SaidGoodbyeAsync(userId, connectionId);

    /// <summary>As if the connection had not been heard.</summary>
    public Task ForgetAsync(int userId, string connectionId) =>
        presence.ForgetAsync(userId, connectionId);

    private async Task TellAsync(StatusNotice news, CancellationToken cancellationToken)
    {
        var deliveries = PresenceEvents.StatusChanged(news);
        try
        {
            await Task.WhenAll(
                deliveries
                    .Chunk((deliveries.Count / AtOnce) + 1)
                    .Select(part => realtime.SendAsync(part, cancellationToken))
            );
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The status is written: whoever asks for it gets it.
            logger.LogWarning(
                exception,
                "That user {UserId} came online was not told",
                news.Change.UserId
            );
        }
    }
}
