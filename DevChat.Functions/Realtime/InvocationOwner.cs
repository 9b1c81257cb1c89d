using System.Globalization;
using DevChat.Domain.Sessions;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

internal static class InvocationOwner
{
    /// <summary>Whose connection the invocation came over, as negotiate put it into the connection's token; null if it does not say.</summary>
    public static AccessToken? Of(SignalRInvocationContext invocation) =>
        int.TryParse(
            invocation.UserId,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var userId
        )
        && invocation.Claims is { } claims
        && claims.TryGetValue(ConnectionOwner.SessionClaim, out var session)
        && Guid.TryParse(session, out var sessionId)
            ? new AccessToken(userId, sessionId, ExpiryIn(invocation))
            : null;

    /// <summary>A connection that was opened before tokens had this claim does not say it: only its session is asked then.</summary>
    private static DateTimeOffset ExpiryIn(SignalRInvocationContext invocation) =>
        invocation.Claims!.TryGetValue(ConnectionOwner.ExpiryClaim, out var expiry)
        && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MaxValue;
}
