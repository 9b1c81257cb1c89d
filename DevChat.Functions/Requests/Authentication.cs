using System.Net.Http.Headers;
using DevChat.Domain.Errors;
using DevChat.Domain.Sessions;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Requests;

/// <summary>Finds out who asks: a genuine token of a session that still lives.</summary>
public sealed class Authentication(
    AccessTokens tokens,
    SessionStore sessions,
    EndedSessions ended,
    CurrentUser caller,
    TimeProvider clock
)
{
    /// <summary>The token of the request: genuine, and of a session that is not known to be over. Asks no store.</summary>
    public async Task<AccessToken> ReadAsync(HttpContext http)
    {
        var bearer =
            Bearer(http.Request) ?? throw new RefusedException(AuthenticationErrors.TokenMissing);
        var token =
            await tokens.ReadAsync(bearer)
            ?? throw new RefusedException(AuthenticationErrors.TokenInvalid);
        return ended.Contains(token)
            ? throw new RefusedException(AuthenticationErrors.SessionEnded)
            : token;
    }

    /// <summary>Makes the owner of a genuine token the caller, if its session lives.</summary>
    public async Task RequireAsync(AccessToken token, CancellationToken cancellationToken)
    {
        // A connection is older than the request: its token was good when it was opened.
        if (
            token.ExpiresAt <= clock.GetUtcNow()
            || !await sessions.IsLiveAsync(token.SessionId, token.UserId, cancellationToken)
        )
        {
            ended.Add(token);
            throw new RefusedException(AuthenticationErrors.SessionEnded);
        }

        caller.Is(token);
    }

    private static string? Bearer(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && string.Equals(header.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
        && !string.IsNullOrWhiteSpace(header.Parameter)
            ? header.Parameter
            : null;
}

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
