using System.Net.Http.Headers;
using DevChat.Domain.Errors;
using DevChat.Domain.Sessions;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Requests;

/// <summary>Authenticates the caller of a request or call: by a valid access token of a session that has not ended.</summary>
public sealed class Authentication(
    AccessTokens tokens,
    SessionStore sessions,
    EndedSessions ended,
    CurrentUser caller,
    TimeProvider clock
)
{
    /// <summary>
    /// Reads the access token of a request. Throws if it is invalid, or if this instance knows that its session has
    /// ended. Does not access a store.
    /// </summary>
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

    /// <summary>Makes the owner of a valid token the current user. Throws if the session has ended.</summary>
    public async Task RequireAsync(AccessToken token, CancellationToken cancellationToken)
    {
        if (
            IsExpired(token)
            || !await sessions.IsLiveAsync(token.SessionId, token.UserId, cancellationToken)
        )
        {
            ended.Add(token);
            throw new RefusedException(AuthenticationErrors.SessionEnded);
        }

        caller.Set(token);
    }

    /// <summary>
    /// The same without access to a store: throws if the session has expired, or if this instance knows that it has
    /// ended.
    /// </summary>
    public void RequireUnlessKnownEnded(AccessToken token)
    {
        if (IsExpired(token) || ended.Contains(token))
        {
            throw new RefusedException(AuthenticationErrors.SessionEnded);
        }

        caller.Set(token);
    }

    /// <summary>The token of a realtime connection was valid when the connection was opened, but may have expired.</summary>
    private bool IsExpired(AccessToken token) => token.ExpiresAt <= clock.GetUtcNow();

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
        "The access token is malformed, expired or not from this server."
    );
    public static readonly Error SessionEnded = new(
        "session_ended",
        ErrorKind.Unauthenticated,
        "The session of this token has ended."
    );
}
