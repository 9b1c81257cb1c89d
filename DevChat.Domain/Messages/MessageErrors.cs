using DevChat.Domain.Errors;

namespace DevChat.Domain.Messages;

public static class MessageErrors
{
    public static readonly Error ClientMessageIdReused = new(
        "client_message_id_reused",
        ErrorKind.Conflict,
        "This client_message_id already names another message of yours, with other content or in another room."
    );
}
