using DevChat.Domain.Chatrooms;
using DevChat.Domain.Paging;
using DevChat.Domain.Participants;
using DevChat.Domain.RateLimits;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;

namespace DevChat.Functions.Chatrooms;

internal static class ChatroomOperations
{
    private static readonly RouteParameter Room = RouteParameter.Id("chatroom");

    public static readonly OperationGroup Group = new(
        "Chatrooms",
        "Groups and direct rooms, and who is in them. A room that the caller is not in does not exist: 404.",
        [
            new("ListChatrooms", "My chatrooms")
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
            },
            new("CreateChatroom", "Open a chatroom")
            {
                Description =
                    "There is one direct room per pair: asking again, even at the same instant, leads to the same room.",
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
            },
            new("GetChatroom", "A chatroom")
            {
                Route = [Room],
                Answers = [Answer.Ok("The room with all participants.", Samples.Chatroom)],
                Refusals = [ParticipantErrors.ChatroomNotFound],
            },
            new("RenameChatroom", "Rename a group")
            {
                Route = [Room],
                Body = new ChatroomName("Engine room"),
                Answers = [Answer.Ok("The room under its new name.", Samples.Chatroom)],
                Refusals =
                [
                    ChatroomErrors.NotCreator,
                    ParticipantErrors.ChatroomNotFound,
                    ChatroomErrors.DirectRoom,
                ],
            },
            new("DeleteChatroom", "Delete a chatroom")
            {
                Description = "With all its messages. Its creator may.",
                Route = [Room],
                Answers = [Answer.NoContent("The room is gone.")],
                Refusals = [ChatroomErrors.NotCreator, ParticipantErrors.ChatroomNotFound],
            },
            new("AddParticipants", "Add people to a group")
            {
                Description =
                    "Any member may. Those who are in the room already stay as they are; who is new has nothing unread.",
                Route = [Room],
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
            },
            new("RemoveParticipant", "Leave a group, or remove somebody")
            {
                Description =
                    "The creator removes anyone, a member itself. Who is out receives nothing of the room from that moment. A room that the last one leaves is gone.",
                Route = [Room, RouteParameter.Id("participant")],
                Answers = [Answer.NoContent("The participant is out.")],
                Refusals =
                [
                    ChatroomErrors.NotCreator,
                    ParticipantErrors.ChatroomNotFound,
                    ParticipantErrors.NotFound,
                    ChatroomErrors.DirectRoom,
                ],
            },
        ]
    );
}
