using System.Globalization;
using DevChat.Domain.Sessions;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>
/// The owner of a connection. It is taken from the access token of the caller, never from a client's arguments.
/// </summary>
/// <param name="UserId">The user. An event to this user reaches all connections with this id.</param>
/// <param name="SessionId">The session. The connection ends with it.</param>
/// <param name="ExpiresAt">Expiry of the session. Afterwards no connection may be opened and no call is accepted.</param>
public sealed record ConnectionOwner(int UserId, Guid SessionId, DateTimeOffset ExpiresAt)
{
    /// <summary>
    /// Claim of a connection's token with <see cref="SessionId"/>. The name is not <c>sid</c>, because claim mapping
    /// would rename it.
    /// </summary>
    public const string SessionClaim = "devchat_session";

    /// <summary>Claim of a connection's token with <see cref="ExpiresAt"/>, in whole seconds since 1970 (UTC).</summary>
    public const string ExpiryClaim = "devchat_expires";

    /// <summary>The claims of the token besides the user id.</summary>
    public IReadOnlyDictionary<string, string> Claims() =>
        new Dictionary<string, string>
        {
            [SessionClaim] = SessionId.ToString(),
            [ExpiryClaim] = ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>
    /// The owner of the invocation's connection, from the claims that negotiate put into the token. Null if the claims
    /// are missing.
    /// </summary>
    internal static AccessToken? Of(SignalRInvocationContext invocation) =>
        int.TryParse(
            invocation.UserId,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var userId
        )
        && invocation.Claims is { } claims
        && claims.TryGetValue(SessionClaim, out var session)
        && Guid.TryParse(session, out var sessionId)
            ? new AccessToken(userId, sessionId, ExpiryIn(invocation))
            : null;

    /// <summary>The claim is missing in tokens of older versions. Then only the session is checked.</summary>
    private static DateTimeOffset ExpiryIn(SignalRInvocationContext invocation) =>
        invocation.Claims!.TryGetValue(ExpiryClaim, out var expiry)
        && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MaxValue;
}
