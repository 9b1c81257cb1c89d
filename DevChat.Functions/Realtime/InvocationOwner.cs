using System.Globalization;
using DevChat.Domain.Security;
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
            ? new AccessToken(userId, sessionId, DateTimeOffset.MaxValue)
            : null;
}
