using DevChat.Domain.Errors;

namespace DevChat.Domain.Users;

public static class UserErrors
{
    public static readonly Error NotFound = new(
        "user_not_found",
        ErrorKind.NotFound,
        "There is no such user."
    );
}
