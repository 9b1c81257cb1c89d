using DevChat.Domain.Participants;
using DevChat.Functions.Requests;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Chatrooms;

/// <summary>The receivers of a change of a room: read again just before sending, because users may have left since the change.</summary>
public sealed class ChatroomAudience(ParticipantAccess access, ILogger<ChatroomAudience> logger)
{
    /// <summary>
    /// The participants at this moment. The change is committed, so nothing cancels this; while PostgreSQL is away it is the
    /// participants at the change.
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
        catch (Exception exception) when (StoreOutage.IsBehind(exception))
        {
            logger.LogWarning(
                exception,
                "Room {ChatroomId}: its participants could not be read again",
                chatroomId
            );
            return atChange.ToHashSet();
        }
    }
}
