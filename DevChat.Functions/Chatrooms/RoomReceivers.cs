using DevChat.Domain.Participants;
using DevChat.Functions.Wire;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Chatrooms;

/// <summary>Who hears of a change of a room: read again just before sending, because others may have left since the change.</summary>
public sealed class RoomReceivers(ParticipantAccess access, ILogger<RoomReceivers> logger)
{
    /// <summary>
    /// Those who are in the room now. The change is committed, so nothing cancels this; while PostgreSQL is away it is those who
    /// were in the room at the change.
    /// </summary>
    public async Task<IReadOnlySet<int>> PresentAsync(int chatroomId, IEnumerable<int> atChange)
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
