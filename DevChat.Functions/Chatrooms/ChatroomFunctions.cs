using DevChat.Domain.Chatrooms;
using DevChat.Domain.Participants;
using DevChat.Functions.Audit;
using DevChat.Functions.Http;
using DevChat.Functions.RateLimits;
using DevChat.Functions.Realtime;
using DevChat.Functions.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

public sealed class ChatroomFunctions(
    ChatroomService chatrooms,
    ChatroomOpening opening,
    ChatroomEditing editing,
    RoomReceivers receivers,
    HttpBody body,
    PayloadReader payloads,
    RequestLimits limits,
    CurrentUser caller,
    AuditLog audit
)
{
    [Function("ListChatrooms")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "chatrooms")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var filter = payloads.Valid(
            new ChatroomFilter(
                request.Text("type"),
                request.Number<int>("limit"),
                request.Text("cursor")
            )
        );
        return Answers.Ok(await chatrooms.ListAsync(caller.Id, filter, cancellationToken));
    }

    [Function("CreateChatroom")]
    public async Task<Announced> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "chatrooms")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var wish = await body.ReadAsync<NewChatroom>(request, cancellationToken);
        await limits.RequireInvitesAsync(caller.Id, wish.ParticipantIds!);
        var opened = await opening.OpenAsync(caller.Id, wish, cancellationToken);
        if (!opened.IsNew)
        {
            return new(Answers.Ok(opened.Chatroom));
        }
        audit.RoomCreated(opened.Chatroom.Id);
        var present = await receivers.PresentAsync(
            opened.Chatroom.Id,
            opened.NewTo.Select(seen => seen.UserId)
        );
        return new(Answers.Created(opened.Chatroom), ChatroomEvents.Created(opened.NewTo, present));
    }

    [Function("GetChatroom")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "chatrooms/{id}")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var chatroomId = id.AsIdOr(ParticipantErrors.ChatroomNotFound);
        var room = await chatrooms.GetAsync(caller.Id, chatroomId, cancellationToken);
        await limits.OweForAsync(caller.Id, room.Participants);
        return Answers.Ok(room);
    }

    [Function("RenameChatroom")]
    public async Task<Announced> Rename(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "chatrooms/{id}")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var chatroomId = id.AsIdOr(ParticipantErrors.ChatroomNotFound);
        var name = await body.ReadAsync<ChatroomName>(request, cancellationToken);
        var renamed = await editing.RenameAsync(caller.Id, chatroomId, name, cancellationToken);
        var present = await receivers.PresentAsync(
            chatroomId,
            renamed.SeenBy.Select(seen => seen.UserId)
        );
        return new(Answers.Ok(renamed.Chatroom), ChatroomEvents.Updated(renamed.SeenBy, present));
    }

    [Function("DeleteChatroom")]
    public async Task<Announced> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "chatrooms/{id}")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var chatroomId = id.AsIdOr(ParticipantErrors.ChatroomNotFound);
        var deleted = await editing.DeleteAsync(caller.Id, chatroomId, cancellationToken);
        audit.RoomDeleted(chatroomId);
        return new(Answers.NoContent(), ChatroomEvents.Deleted(chatroomId, deleted));
    }
}
