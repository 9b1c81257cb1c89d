using DevChat.Domain.Errors;

namespace DevChat.Domain.Messages;

public static class MessageErrors
{
    public static readonly Error NotFound = new(
        "message_not_found",
        ErrorKind.NotFound,
        "There is no such message, or you are not in its chatroom."
    );
    public static readonly Error NotSender = new(
        "not_sender",
        ErrorKind.Forbidden,
        "Only the sender of a message may delete it."
    );

    public static readonly Error ClientMessageIdReused = new(
        "client_message_id_reused",
        ErrorKind.Conflict,
        "You have already used this client_message_id for a message with other content or in another room."
    );
}
