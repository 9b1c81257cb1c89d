using DevChat.Domain.Errors;
using DevChat.Domain.Participants;
using DevChat.Domain.Sessions;
using DevChat.Functions.Connections;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Chatrooms;

/// <summary>Lets a connection into the group of a room.</summary>
public sealed class RoomJoining(
    ParticipantAccess access,
    SessionStore sessions,
    ConnectionAdmission connections,
    IRealtimeGateway realtime,
    CurrentUser caller
)
{
    /// <summary>
    /// <see cref="ParticipantErrors.ChatroomNotFound"/>. Right is checked before and again after: whoever removes the user or ends the
    /// session in between either sees the connection in the group, or is seen here.
    /// </summary>
    public async Task<JoinedRoom> JoinAsync(
        string connectionId,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        await access.GetLastSeqAsync(caller.Id, chatroomId, cancellationToken);
        await connections.RequireAsync(caller.Token, connectionId, cancellationToken);
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

    private async Task<JoinedRoom> ConfirmAsync(int chatroomId, CancellationToken cancellationToken)
    {
        if (!await sessions.IsLiveInDatabaseAsync(caller.SessionId, caller.Id, cancellationToken))
        {
            throw new RefusedException(AuthenticationErrors.SessionEnded);
        }
        return new JoinedRoom(
            chatroomId,
            await access.GetLastSeqAsync(caller.Id, chatroomId, cancellationToken)
        );
    }
}
