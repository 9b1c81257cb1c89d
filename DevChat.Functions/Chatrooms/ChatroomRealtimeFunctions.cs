using System.Text.Json;
using DevChat.Domain.Participants;
using DevChat.Domain.Sessions;
using DevChat.Domain.Text;
using DevChat.Domain.Users;
using DevChat.Functions.Realtime;
using DevChat.Functions.Requests;
using FluentValidation;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

/// <summary>The argument of calls that only identify a room.</summary>
public sealed record ChatroomReference(int? ChatroomId);

public sealed class ChatroomReferenceRules : AbstractValidator<ChatroomReference>
{
    public ChatroomReferenceRules() => RuleFor(room => room.ChatroomId).IsRequired();
}

public sealed class ChatroomRealtimeFunctions(
    RealtimeCalls calls,
    ChatroomJoining joining,
    ParticipantNames names,
    CurrentUser caller
)
{
    private const string JoinTarget = "join-room";
    private const string LeaveTarget = "leave-room";
    private const string TypingTarget = "typing";
    private const string StopTypingTarget = "stop-typing";

    private static readonly ChatroomReference Sample = new(7);

    public static readonly RealtimeCall JoinCall = new(
        JoinTarget,
        Sample,
        new JoinedChatroom(7, LastSeq: 12)
    )
    {
        Description =
            "After the reply, this connection receives the events of the room. The client compares `last_seq` of the reply with its own newest `seq` to see whether it missed messages. Joining again changes nothing.",
        Refusals = [ParticipantErrors.ChatroomNotFound, ConnectionErrors.TooMany],
    };

    [Function("RealtimeJoinRoom")]
    public Task<JsonElement?> Join(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", JoinTarget)]
            SignalRInvocationContext invocation,
        FunctionContext context
    ) =>
        calls.AnswerAsync<ChatroomReference, JoinedChatroom>(
            invocation,
            context,
            async room =>
            {
                var joined = await joining.JoinAsync(
                    invocation.ConnectionId,
                    room.ChatroomId!.Value,
                    context.CancellationToken
                );
                return new(joined)
                {
                    Events = [await EventOfCallerAsync(room, ChatroomEvents.Joined, context)],
                };
            }
        );

    public static readonly RealtimeCall LeaveCall = new(LeaveTarget, Sample, Reply: null)
    {
        Description =
            "After the reply, this connection receives no events of the room. The user stays a participant.",
        Refusals = [ParticipantErrors.ChatroomNotFound],
    };

    [Function("RealtimeLeaveRoom")]
    public Task<JsonElement?> Leave(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", LeaveTarget)]
            SignalRInvocationContext invocation,
        FunctionContext context
    ) =>
        calls.AnswerAsync<ChatroomReference>(
            invocation,
            context,
            async room =>
            {
                await joining.LeaveAsync(
                    invocation.ConnectionId,
                    room.ChatroomId!.Value,
                    context.CancellationToken
                );
                return Outcome.Of([await EventOfCallerAsync(room, ChatroomEvents.Left, context)]);
            }
        );

    public static readonly RealtimeCall TypingCall = new(TypingTarget, Sample, Reply: null)
    {
        Description =
            "Sends `user-typing` to the room. A client repeats the call every few seconds while the user types.",
        Refusals = [ParticipantErrors.ChatroomNotFound],
    };

    [Function("RealtimeTyping")]
    public Task<JsonElement?> Typing(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", TypingTarget)]
            SignalRInvocationContext invocation,
        FunctionContext context
    ) => SignalAsync(invocation, ChatroomEvents.Typing, context);

    public static readonly RealtimeCall StopTypingCall = new(StopTypingTarget, Sample, Reply: null)
    {
        Description = "Sends `user-stopped-typing` to the room.",
        Refusals = [ParticipantErrors.ChatroomNotFound],
    };

    [Function("RealtimeStopTyping")]
    public Task<JsonElement?> StopTyping(
        [SignalRTrigger(IRealtimeGateway.HubName, "messages", StopTypingTarget)]
            SignalRInvocationContext invocation,
        FunctionContext context
    ) => SignalAsync(invocation, ChatroomEvents.StoppedTyping, context);

    private Task<JsonElement?> SignalAsync(
        SignalRInvocationContext invocation,
        Func<int, UserReference, Delivery> signal,
        FunctionContext context
    ) =>
        calls.AnswerAsync<ChatroomReference>(
            invocation,
            context,
            async room => Outcome.Of([await EventOfCallerAsync(room, signal, context)])
        );

    /// <summary>Throws <see cref="ParticipantErrors.ChatroomNotFound"/>.</summary>
    private async Task<Delivery> EventOfCallerAsync(
        ChatroomReference room,
        Func<int, UserReference, Delivery> signal,
        FunctionContext context
    )
    {
        var chatroomId = room.ChatroomId!.Value;
        return signal(
            chatroomId,
            await names.GetAsync(caller.Id, chatroomId, context.CancellationToken)
        );
    }
}
