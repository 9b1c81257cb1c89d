using DevChat.Domain.Errors;

namespace DevChat.Functions.Http;

public static class AuthenticationErrors
{
    public static readonly Error TokenMissing = new(
        "token_missing",
        ErrorKind.Unauthenticated,
        "Send an access token: Authorization: Bearer <token>."
    );
    public static readonly Error TokenInvalid = new(
        "token_invalid",
        ErrorKind.Unauthenticated,
        "The access token is malformed, expired or not ours."
    );
    public static readonly Error SessionEnded = new(
        "session_ended",
        ErrorKind.Unauthenticated,
        "The login session of this token has ended."
    );
}
