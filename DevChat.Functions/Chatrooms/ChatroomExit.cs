using DevChat.Domain.Participants;
using DevChat.Functions.Realtime;
using DevChat.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Chatrooms;

/// <summary>Removes the connections of a removed user from the SignalR group of the room.</summary>
public sealed class ChatroomExit(
    ParticipantAccess access,
    IRealtimeGateway realtime,
    ILogger<ChatroomExit> logger
)
{
    /// <summary>
    /// Returns false if it failed. The failure is logged, and the call must be repeated. The removal of the participant
    /// is committed, so this cannot be cancelled.
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
                "Connections of user {UserId} may still be in the group of room {ChatroomId}",
                userId,
                chatroomId
            );
            return false;
        }
    }

    /// <summary>Repeats it from the queue, unless the user is a participant again.</summary>
    public async Task RepeatAsync(ChatroomExitMessage left, CancellationToken cancellationToken)
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

public sealed class ChatroomExitFunctions(ChatroomExit exit)
{
    [Function("RepeatRoomExit")]
    public async Task Repeat(
        [QueueTrigger(ChatroomExitMessage.QueueName)] string message,
        CancellationToken cancellationToken
    )
    {
        var left = ChatroomExitMessage.Parse(message);
        using var span = QueueSpans.StartProcessing(
            ChatroomExitMessage.QueueName,
            left.Traceparent
        );
        await exit.RepeatAsync(left, cancellationToken);
    }
}
