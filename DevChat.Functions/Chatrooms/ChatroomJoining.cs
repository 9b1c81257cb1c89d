using DevChat.Domain.Errors;
using DevChat.Domain.Participants;
using DevChat.Domain.Sessions;
using DevChat.Functions.Realtime;
using DevChat.Functions.Requests;

namespace DevChat.Functions.Chatrooms;

/// <summary>Adds connections to the SignalR group of a room and removes them.</summary>
public sealed class ChatroomJoining(
    ParticipantAccess access,
    SessionStore sessions,
    ConnectionAdmission connections,
    IRealtimeGateway realtime,
    CurrentUser caller
)
{
    /// <summary>
    /// Throws <see cref="ParticipantErrors.ChatroomNotFound"/>. Participant and session are checked before and after
    /// the connection is added to the group. If the user is removed or signs out at the same time, either the removal
    /// finds the connection in the group, or the second check finds the removal.
    /// </summary>
    public async Task<JoinedChatroom> JoinAsync(
        string connectionId,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        await access.GetLastSeqAsync(caller.Id, chatroomId, cancellationToken);
        await connections.AdmitOrRefuseAsync(caller.Token, connectionId, cancellationToken);
        await realtime.AddToGroupAsync(
            connectionId,
            Audience.RoomGroup(chatroomId),
            cancellationToken
        );
        try
        {
            return await ConfirmAsync(chatroomId, cancellationToken);
        }
        catch
        {
            await LeaveAsync(connectionId, chatroomId, CancellationToken.None);
            throw;
        }
    }

    public Task LeaveAsync(
        string connectionId,
        int chatroomId,
        CancellationToken cancellationToken
    ) =>
        realtime.RemoveFromGroupAsync(
            connectionId,
            Audience.RoomGroup(chatroomId),
            cancellationToken
        );

    private async Task<JoinedChatroom> ConfirmAsync(
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        if (!await sessions.IsLiveInDatabaseAsync(caller.SessionId, caller.Id, cancellationToken))
        {
            throw new RefusedException(AuthenticationErrors.SessionEnded);
        }

        return new JoinedChatroom(
            chatroomId,
            await access.GetLastSeqAsync(caller.Id, chatroomId, cancellationToken)
        );
    }
}

/// <summary>
/// The reply to <c>join-room</c>. A client compares <paramref name="LastSeq"/> with its own newest <c>seq</c>.
/// </summary>
public sealed record JoinedChatroom(int ChatroomId, long LastSeq);
