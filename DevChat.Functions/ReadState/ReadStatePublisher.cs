using DevChat.Domain.ReadState;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.ReadState;

/// <summary>
/// Sends read positions and unread counts. A count is remembered as sent only after it is sent: a count that was not sent is
/// sent by the next recount.
/// </summary>
public sealed class ReadStatePublisher(
    ReadStateService readStates,
    IRealtimeGateway realtime,
    ILogger<ReadStatePublisher> logger
)
{
    /// <summary>A count that is overtaken again and again, by a user who reads on, is left to the next recount.</summary>
    private const int MostRounds = 3;

    /// <summary>The position is stored, so nothing cancels this and it never fails.</summary>
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
                "User {UserId} has read room {ChatroomId}, and the event was not sent",
                unread.UserId,
                unread.ChatroomId
            );
        }
    }

    /// <summary>Sends counts of one room. A user who was sent a newer count in between is sent the newest once more, so that it arrives last.</summary>
    public async Task PublishCountsAsync(
        IReadOnlyList<UnreadCount> counts,
        CancellationToken cancellationToken
    )
    {
        for (var round = 0; round < MostRounds && counts.Count > 0; round++)
        {
            await realtime.SendAsync([.. counts.Select(ReadStateEvents.Unread)], cancellationToken);
            counts = await readStates.RememberSentAsync(counts, cancellationToken);
        }
    }
}
