using DevChat.Domain.ReadState;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.ReadState;

/// <summary>
/// Sends read positions and unread counts. A count is stored as sent only after it was sent. The next unread recount
/// sends the counts that were not.
/// </summary>
public sealed class ReadStatePublisher(
    ReadStateService readStates,
    IRealtimeGateway realtime,
    ILogger<ReadStatePublisher> logger
)
{
    /// <summary>
    /// If a user's count changes again in every round, because the user reads on, the next unread recount sends it.
    /// </summary>
    private const int MaxRounds = 3;

    /// <summary>The read position is already stored, so this cannot be cancelled and never throws.</summary>
    public async Task PublishReadAsync(UnreadCount unread)
    {
        try
        {
            await realtime.SendAsync([ReadStateEvents.Read(unread)], CancellationToken.None);
            await PublishCountsAsync([unread], CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.LogWarning(
                exception,
                "User {UserId} has read room {ChatroomId}, but the event was not sent",
                unread.UserId,
                unread.ChatroomId
            );
        }
    }

    /// <summary>
    /// Sends counts of one room. If a newer count was sent to a user in the meantime, the newest count is sent once
    /// more, so that it arrives last.
    /// </summary>
    public async Task PublishCountsAsync(
        IReadOnlyList<UnreadCount> counts,
        CancellationToken cancellationToken
    )
    {
        for (var round = 0; round < MaxRounds && counts.Count > 0; round++)
        {
            await realtime.SendAsync([.. counts.Select(ReadStateEvents.Unread)], cancellationToken);
            counts = await readStates.RememberSentAsync(counts, cancellationToken);
        }
    }
}
