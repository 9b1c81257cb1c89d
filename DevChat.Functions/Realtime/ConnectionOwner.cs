using System.Globalization;
using DevChat.Domain.Sessions;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>Whose connection it is: taken from the access token of the caller, never from what a client says.</summary>
/// <param name="UserId">The user; user-addressed events reach all connections of this id.</param>
/// <param name="SessionId">The login session that ends with this connection's right to be.</param>
/// <param name="ExpiresAt">When the session expires; no connection may be opened later, nor say anything.</param>
public sealed record ConnectionOwner(int UserId, Guid SessionId, DateTimeOffset ExpiresAt)
{
    /// <summary>Claim of a connection that holds <see cref="SessionId"/>. (The plain <c>sid</c> is renamed by claim mapping on the way.)</summary>
    public const string SessionClaim = "devchat_session";

    /// <summary>Claim of a connection that holds <see cref="ExpiresAt"/>, in whole seconds since 1970.</summary>
    public const string ExpiryClaim = "devchat_expires";

    /// <summary>What the token of a connection says of its owner, beside the user id.</summary>
    public IReadOnlyDictionary<string, string> Claims() =>
        new Dictionary<string, string>
        {
            [SessionClaim] = SessionId.ToString(),
            [ExpiryClaim] = ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>Whose connection the invocation came over, as negotiate put it into the connection's token; null if it does not say.</summary>
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

    /// <summary>A connection that was opened before tokens had this claim does not say it: only its session is asked then.</summary>
    private static DateTimeOffset ExpiryIn(SignalRInvocationContext invocation) =>
        invocation.Claims!.TryGetValue(ExpiryClaim, out var expiry)
        && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MaxValue;
}
