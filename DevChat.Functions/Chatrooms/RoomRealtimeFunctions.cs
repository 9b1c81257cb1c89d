using System.Text.Json;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

public sealed class RoomRealtimeFunctions(RealtimeCalls calls, RoomJoining rooms, RoomSignals room)
{
    [Function("RealtimeJoinRoom")]
    public Task<JsonElement?> Join(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", CallCatalogue.JoinRoom)]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    ) =>
        calls.AnswerAsync<RoomReference, JoinedRoom>(
            invocation,
            async reference =>
            {
                var joined = await rooms.JoinAsync(
                    invocation.ConnectionId,
                    reference.Id,
                    cancellationToken
                );
                await room.TellAsync(reference.Id, ChatroomEvents.Joined, cancellationToken);
                return joined;
            },
            cancellationToken
        );

    [Function("RealtimeLeaveRoom")]
    public Task<JsonElement?> Leave(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", CallCatalogue.LeaveRoom)]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    ) =>
        calls.AnswerAsync<RoomReference>(
            invocation,
            async reference =>
            {
                await rooms.LeaveAsync(invocation.ConnectionId, reference.Id, cancellationToken);
                await room.TellAsync(reference.Id, ChatroomEvents.Left, cancellationToken);
            },
            cancellationToken
        );

    [Function("RealtimeTyping")]
    public Task<JsonElement?> Typing(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", CallCatalogue.Typing)]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    ) =>
        calls.AnswerAsync<RoomReference>(
            invocation,
            reference => room.TellAsync(reference.Id, ChatroomEvents.Typing, cancellationToken),
            cancellationToken
        );

    [Function("RealtimeStopTyping")]
    public Task<JsonElement?> StopTyping(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", CallCatalogue.StopTyping)]
            SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    ) =>
        calls.AnswerAsync<RoomReference>(
            invocation,
            reference =>
                room.TellAsync(reference.Id, ChatroomEvents.StoppedTyping, cancellationToken),
            cancellationToken
        );
}
