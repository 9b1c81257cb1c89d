using DevChat.Domain.Participants;
using DevChat.Domain.Users;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Chatrooms;

/// <summary>Tells a room what the caller is doing in it.</summary>
public sealed class RoomSignals(
    ParticipantNames names,
    IRealtimeGateway realtime,
    CurrentUser caller
)
{
    /// <summary><see cref="ParticipantErrors.ChatroomNotFound"/>.</summary>
    public async Task TellAsync(
        int chatroomId,
        Func<int, UserReference, Delivery> what,
        CancellationToken cancellationToken
    )
    {
        var user = await names.GetAsync(caller.Id, chatroomId, cancellationToken);
        await realtime.SendAsync([what(chatroomId, user)], cancellationToken);
    }
}
