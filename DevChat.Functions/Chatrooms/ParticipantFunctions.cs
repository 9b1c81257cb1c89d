using DevChat.Domain.Chatrooms;
using DevChat.Domain.Participants;
using DevChat.Functions.Audit;
using DevChat.Functions.Http;
using DevChat.Functions.RateLimits;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

public sealed class ParticipantFunctions(
    ParticipantService membership,
    RoomExit exit,
    RoomReceivers receivers,
    HttpBody body,
    RequestLimits limits,
    CurrentUser caller,
    AuditLog audit
)
{
    [Function("AddParticipants")]
    public async Task<Announced> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "chatrooms/{id}/participants")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var chatroomId = id.AsIdOr(ParticipantErrors.ChatroomNotFound);
        var wanted = await body.ReadAsync<NewParticipants>(request, cancellationToken);
        await limits.RequireInvitesAsync(caller.Id, wanted.UserIds!);
        var added = await membership.AddAsync(caller.Id, chatroomId, wanted, cancellationToken);
        if (added.Added.Count > 0)
        {
            audit.ParticipantsAdded(chatroomId, added.Added.Select(user => user.Id));
        }
        await limits.OweForAsync(caller.Id, added.Chatroom.Participants);
        var present = await receivers.PresentAsync(chatroomId, added.ParticipantIds);
        return new(Answers.Ok(added.Chatroom), ChatroomEvents.Added(added, present));
    }

    [Function("RemoveParticipant")]
    public async Task<ParticipantRemoved> Remove(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "delete",
            Route = "chatrooms/{id}/participants/{userId}"
        )]
            HttpRequest request,
        string id,
        string userId,
        CancellationToken cancellationToken
    )
    {
        var chatroomId = id.AsIdOr(ParticipantErrors.ChatroomNotFound);
        var removedId = userId.AsIdOr(ParticipantErrors.NotFound);
        var removed = await membership.RemoveAsync(
            caller.Id,
            chatroomId,
            removedId,
            cancellationToken
        );
        Audit(chatroomId, removedId);
        var isOut = await exit.TryAsync(chatroomId, removedId);
        var present = await receivers.PresentAsync(chatroomId, removed.RemainingIds);
        var news = ChatroomEvents.Removed(chatroomId, removed, present);
        return ParticipantRemoved.From(chatroomId, removedId, news, isOut);
    }

    private void Audit(int chatroomId, int removedId)
    {
        if (removedId == caller.Id)
        {
            audit.ParticipantLeft(chatroomId);
        }
        else
        {
            audit.ParticipantRemoved(chatroomId, removedId);
        }
    }
}
