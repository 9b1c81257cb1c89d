using DevChat.Domain.Chatrooms;
using DevChat.Domain.Paging;
using DevChat.Domain.Participants;
using DevChat.Domain.RateLimits;
using DevChat.Functions.Audit;
using DevChat.Functions.Http;
using DevChat.Functions.Json;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

public sealed class ChatroomFunctions(
    ChatroomService chatrooms,
    ChatroomOpening opening,
    ChatroomEditing editing,
    ChatroomAudience audience,
    HttpBody body,
    PayloadReader payloads,
    OutcomePublisher publisher,
    RequestLimits limits,
    CurrentUser caller,
    AuditLog audit
)
{
    public static readonly Operation ListOperation = new("ListChatrooms", "My chatrooms")
    {
        Description = "Most recent activity first.",
        Query = new ChatroomFilter("group", 20, Cursor.Encode("639054486001230000:7")),
        Answers =
        [
            Answer.Ok(
                "A page of the caller's rooms.",
                new ChatroomPage([Samples.Chatroom], NextCursor: null)
            ),
        ],
        Refusals = [Cursor.Invalid],
    };

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

    public static readonly Operation CreateOperation = new("CreateChatroom", "Open a chatroom")
    {
        Description =
            "Each pair of users has one direct room. A second request, even at the same moment, returns the same room.",
        Body = new NewChatroom("Engine room", true, [Samples.Grace.Id]),
        Answers =
        [
            Answer.Created("A new room.", Samples.Chatroom),
            Answer.Ok("The direct room that the pair already had.", Samples.Direct),
        ],
        Refusals =
        [
            ChatroomErrors.NotOneOther,
            ChatroomErrors.UnknownUsers("participant_ids", [99]),
            ChatroomErrors.RoomFull(2000),
            ChatroomErrors.TooManyRooms(5000),
            ChatroomErrors.UsersInTooManyRooms("participant_ids", [2]),
            RateLimitErrors.TooMuchAtOnce(1000),
        ],
    };

    [Function("CreateChatroom")]
    public async Task<HttpOutputs> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "chatrooms")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var wanted = await body.ReadAsync<NewChatroom>(request, cancellationToken);
        await limits.RequireInvitesAsync(caller.Id, wanted.ParticipantIds!);
        var opened = await opening.OpenAsync(caller.Id, wanted, cancellationToken);
        if (!opened.IsNew)
        {
            return new(Answers.Ok(opened.Chatroom));
        }

        audit.ChatroomCreated(opened.Chatroom.Id);
        var present = await audience.ParticipantsNowAsync(
            opened.Chatroom.Id,
            opened.NewTo.Select(room => room.UserId)
        );
        return publisher.ToHttp(
            Answers.Created(opened.Chatroom),
            Outcome.Of(ChatroomEvents.Created(opened.NewTo, present))
        );
    }

    public static readonly Operation GetOperation = new("GetChatroom", "A chatroom")
    {
        Route = [RouteParameter.Id("chatroom")],
        Answers = [Answer.Ok("The room with all participants.", Samples.Chatroom)],
        Refusals = [ParticipantErrors.ChatroomNotFound],
    };

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
        await limits.ChargeForParticipantsAsync(caller.Id, room.Participants);
        return Answers.Ok(room);
    }

    public static readonly Operation RenameOperation = new("RenameChatroom", "Rename a group")
    {
        Route = [RouteParameter.Id("chatroom")],
        Body = new ChatroomName("Engine room"),
        Answers = [Answer.Ok("The room with its new name.", Samples.Chatroom)],
        Refusals =
        [
            ChatroomErrors.NotCreator,
            ParticipantErrors.ChatroomNotFound,
            ChatroomErrors.DirectRoom,
        ],
    };

    [Function("RenameChatroom")]
    [RateLimit(Policy.Rename)]
    public async Task<HttpOutputs> Rename(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "chatrooms/{id}")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var chatroomId = id.AsIdOr(ParticipantErrors.ChatroomNotFound);
        var name = await body.ReadAsync<ChatroomName>(request, cancellationToken);
        var renamed = await editing.RenameAsync(caller.Id, chatroomId, name, cancellationToken);
        var present = await audience.ParticipantsNowAsync(
            chatroomId,
            renamed.SeenBy.Select(room => room.UserId)
        );
        return publisher.ToHttp(
            Answers.Ok(renamed.Chatroom),
            Outcome.Of(ChatroomEvents.Updated(renamed.SeenBy, present))
        );
    }

    public static readonly Operation DeleteOperation = new("DeleteChatroom", "Delete a chatroom")
    {
        Description = "Also deletes all its messages. Only the creator may do this.",
        Route = [RouteParameter.Id("chatroom")],
        Answers = [Answer.NoContent("The room is deleted.")],
        Refusals = [ChatroomErrors.NotCreator, ParticipantErrors.ChatroomNotFound],
    };

    [Function("DeleteChatroom")]
    public async Task<HttpOutputs> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "chatrooms/{id}")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var chatroomId = id.AsIdOr(ParticipantErrors.ChatroomNotFound);
        var deleted = await editing.DeleteAsync(caller.Id, chatroomId, cancellationToken);
        audit.ChatroomDeleted(chatroomId);
        return publisher.ToHttp(
            Answers.NoContent(),
            Outcome.Of(ChatroomEvents.Deleted(chatroomId, deleted))
        );
    }
}
