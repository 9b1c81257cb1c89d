using DevChat.Domain.Messages;
using DevChat.Domain.Participants;
using DevChat.Domain.ReadState;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;

namespace DevChat.Functions.Messages;

internal static class MessageOperations
{
    private static readonly RouteParameter Room = RouteParameter.Id("chatroom");

    public static readonly OperationGroup Group = new(
        "Messages",
        "What is said. `seq` counts the messages of a room without gaps: a client that missed some asks for those after the last one it has.",
        [
            new("ListMessages", "The messages of a chatroom")
            {
                Description =
                    "Ascending by `seq`: the newest page, or the one before or after a `seq`.",
                Route = [Room],
                Query = new MessageRange(Before: null, After: 11, Limit: 50),
                Answers =
                [
                    Answer.Ok(
                        "A page of messages.",
                        new MessagePage([Samples.Message], HasMore: false, Samples.Message.Seq)
                    ),
                ],
                Refusals = [ParticipantErrors.ChatroomNotFound],
            },
            new("SendMessage", "Send a message")
            {
                Description =
                    "With a `client_message_id` it may be sent again, at any time and however often: it leads to the same message.",
                Body = new NewMessage(7, "Good morning!", Samples.ClientMessageId),
                Answers =
                [
                    Answer.Created("The message is sent.", Samples.Message),
                    Answer.Ok("It had been sent before.", Samples.Message),
                ],
                Refusals =
                [
                    ParticipantErrors.ChatroomNotFound,
                    MessageErrors.ClientMessageIdReused,
                ],
            },
            new("DeleteMessage", "Delete a message")
            {
                Description =
                    "Its sender may, again and again. The content is erased; the message keeps its place.",
                Route = [RouteParameter.Id("message")],
                Answers = [Answer.NoContent("The content is gone.")],
                Refusals = [MessageErrors.NotSender, MessageErrors.NotFound],
            },
            new("MarkRead", "Mark as read")
            {
                Description = "Up to a `seq`, or up to the newest message. Never moves back.",
                Route = [Room],
                Body = new ReadPosition(12),
                IsBodyOptional = true,
                Answers =
                [
                    Answer.Ok(
                        "How far the caller has read now, and what is left.",
                        new ReadReceipt(7, LastReadSeq: 12, UnreadCount: 0)
                    ),
                ],
                Refusals = [ParticipantErrors.ChatroomNotFound],
            },
        ]
    );
}
