using DevChat.Domain.Errors;

namespace DevChat.Domain.Avatars;

public static class AvatarErrors
{
    public static readonly Error NotFound = new(
        "avatar_not_found",
        ErrorKind.NotFound,
        "There is no such avatar."
    );
}
