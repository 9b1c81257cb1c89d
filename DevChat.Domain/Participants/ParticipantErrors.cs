using DevChat.Domain.Errors;

namespace DevChat.Domain.Participants;

public static class ParticipantErrors
{
    public static readonly Error ChatroomNotFound = new(
        "chatroom_not_found",
        ErrorKind.NotFound,
        "There is no such chatroom, or you are not in it."
    );

    public static readonly Error NotFound = new(
        "participant_not_found",
        ErrorKind.NotFound,
        "This user is not in the chatroom."
    );
}
