using DevChat.Domain.Participants;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Chatrooms;

/// <summary>Takes the connections of a user who was removed from a room out of its group.</summary>
public sealed class RoomExit(
    ParticipantAccess access,
    IRealtimeGateway realtime,
    ILogger<RoomExit> logger
)
{
    /// <summary>
    /// Whether it is done; if not, it is in the log, and has to be tried again. The removal is committed, so nothing cancels this.
    /// </summary>
    public async Task<bool> TryAsync(int chatroomId, int userId)
    {
        try
        {
            await LeaveAsync(chatroomId, userId, CancellationToken.None);
            return true;
        }
        catch (Exception exception)
        {
            logger.LogError(
                exception,
                "User {UserId} may still hear room {ChatroomId}",
                userId,
                chatroomId
            );
            return false;
        }
    }

    /// <summary>The same for the queue, unless the user has come back into the room meanwhile.</summary>
    public async Task RepeatAsync(RoomLeft left, CancellationToken cancellationToken)
    {
        if (!await access.IsParticipantAsync(left.UserId, left.ChatroomId, cancellationToken))
        {
            await LeaveAsync(left.ChatroomId, left.UserId, cancellationToken);
        }
    }

    private Task LeaveAsync(int chatroomId, int userId, CancellationToken cancellationToken) =>
        realtime.RemoveUserFromGroupAsync(
            userId,
            Audience.RoomGroup(chatroomId),
            cancellationToken
        );
}
