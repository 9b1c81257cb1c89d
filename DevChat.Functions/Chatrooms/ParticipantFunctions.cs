using DevChat.Domain.Chatrooms;
using DevChat.Domain.Participants;
using DevChat.Domain.RateLimits;
using DevChat.Functions.Audit;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

public sealed class ParticipantFunctions(
    ParticipantService participants,
    ChatroomExit exit,
    ChatroomAudience audience,
    HttpBody body,
    OutcomePublisher publisher,
    RequestLimits limits,
    CurrentUser caller,
    AuditLog audit
)
{
    public static readonly Operation AddOperation = new("AddParticipants", "Add users to a group")
    {
        Description =
            "Every participant may add users. Users who are already in the room do not change. A new participant starts without unread messages.",
        Route = [RouteParameter.Id("chatroom")],
        Body = new NewParticipants([Samples.Grace.Id]),
        Answers = [Answer.Ok("The room with all participants.", Samples.Chatroom)],
        Refusals =
        [
            ChatroomErrors.UnknownUsers("user_ids", [99]),
            RateLimitErrors.TooMuchAtOnce(1000),
            ParticipantErrors.ChatroomNotFound,
            ChatroomErrors.DirectRoom,
            ChatroomErrors.RoomFull(2000),
            ChatroomErrors.UsersInTooManyRooms("user_ids", [2]),
        ],
    };

    [Function("AddParticipants")]
    public async Task<HttpOutputs> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "chatrooms/{id}/participants")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var chatroomId = id.AsIdOr(ParticipantErrors.ChatroomNotFound);
        var wanted = await body.ReadAsync<NewParticipants>(request, cancellationToken);
        await limits.RequireInvitesAsync(caller.Id, wanted.UserIds!);
        var added = await participants.AddAsync(caller.Id, chatroomId, wanted, cancellationToken);
        if (added.Added.Count > 0)
        {
            audit.ParticipantsAdded(chatroomId, added.Added.Select(user => user.Id));
        }

        await limits.ChargeForParticipantsAsync(caller.Id, added.Chatroom.Participants);
        var present = await audience.ParticipantsNowAsync(chatroomId, added.ParticipantIds);
        return publisher.ToHttp(
            Answers.Ok(added.Chatroom),
            Outcome.Of(ChatroomEvents.Added(added, present))
        );
    }

    public static readonly Operation RemoveOperation = new(
        "RemoveParticipant",
        "Leave a group or remove a participant"
    )
    {
        Description =
            "The creator may remove every participant. Other participants may only remove themselves. From this moment the removed user receives no events of the room. A room without participants is deleted.",
        Route = [RouteParameter.Id("chatroom"), RouteParameter.Id("participant")],
        Answers = [Answer.NoContent("The participant is removed.")],
        Refusals =
        [
            ChatroomErrors.NotCreator,
            ParticipantErrors.ChatroomNotFound,
            ParticipantErrors.NotFound,
            ChatroomErrors.DirectRoom,
        ],
    };

    [Function("RemoveParticipant")]
    public async Task<HttpOutputs> Remove(
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
        var removed = await participants.RemoveAsync(
            caller.Id,
            chatroomId,
            removedId,
            cancellationToken
        );
        Audit(chatroomId, removedId);
        var isOut = await exit.TryAsync(chatroomId, removedId);
        var present = await audience.ParticipantsNowAsync(chatroomId, removed.RemainingIds);
        return publisher.ToHttp(
            Answers.NoContent(),
            new()
            {
                Events = [.. ChatroomEvents.Removed(chatroomId, removed, present)],
                UnfinishedExit = isOut ? null : ChatroomExitMessage.Of(chatroomId, removedId),
            }
        );
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
