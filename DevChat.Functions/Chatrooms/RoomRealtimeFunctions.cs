using System.Text.Json;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

public sealed class RoomRealtimeFunctions(RealtimeCalls calls, RoomJoining rooms)
{
    [Function("RealtimeJoinRoom")]
    public Task<JsonElement?> Join(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", "join-room")]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    ) =>
        calls.AnswerAsync<RoomReference, JoinedRoom>(
            invocation,
            room => rooms.JoinAsync(invocation.ConnectionId, room.Id, cancellationToken),
            cancellationToken
        );

    [Function("RealtimeLeaveRoom")]
    public Task<JsonElement?> Leave(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", "leave-room")]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    ) =>
        calls.AnswerAsync<RoomReference>(
            invocation,
            room => rooms.LeaveAsync(invocation.ConnectionId, room.Id, cancellationToken),
            cancellationToken
        );
}
