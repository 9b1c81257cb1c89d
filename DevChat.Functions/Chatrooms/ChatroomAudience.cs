using DevChat.Domain.Participants;
using DevChat.Functions.Requests;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Chatrooms;

/// <summary>
/// The audience of a change of a room. It is read again just before sending, because users may have left since the
/// change.
/// </summary>
public sealed class ChatroomAudience(ParticipantAccess access, ILogger<ChatroomAudience> logger)
{
    /// <summary>
    /// The participants at this moment. The change is already committed, so this cannot be cancelled. While PostgreSQL
    /// is unavailable, the participants at the time of the change are returned.
    /// </summary>
    public async Task<IReadOnlySet<int>> ParticipantsNowAsync(
        int chatroomId,
        IEnumerable<int> atChange
    )
    {
        try
        {
            return await access.ParticipantIdsAsync(chatroomId, CancellationToken.None);
        }
        catch (Exception exception) when (StoreOutage.IsCauseOf(exception))
        {
            logger.LogWarning(
                exception,
                "Could not read the participants of room {ChatroomId} again",
                chatroomId
            );
            return atChange.ToHashSet();
        }
    }
}
