using DevChat.Domain.Chatrooms;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

public sealed class ParticipantFunctions(
    Membership membership,
    RoomExit exit,
    HttpBody body,
    CurrentUser caller
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
        var chatroomId = id.AsIdOr(ChatroomErrors.NotFound);
        var wanted = await body.ReadAsync<NewParticipants>(request, cancellationToken);
        var added = await membership.AddAsync(caller.Id, chatroomId, wanted, cancellationToken);
        return new(Answers.Ok(added.Chatroom), ChatroomEvents.Added(added));
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
        var chatroomId = id.AsIdOr(ChatroomErrors.NotFound);
        var removedId = userId.AsIdOr(ChatroomErrors.ParticipantNotFound);
        var removed = await membership.RemoveAsync(
            caller.Id,
            chatroomId,
            removedId,
            cancellationToken
        );
        var isOut = await exit.TryAsync(chatroomId, removedId, cancellationToken);
        return ParticipantRemoved.From(chatroomId, removed, isOut);
    }
}
