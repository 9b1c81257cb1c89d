using System.Globalization;
using System.Security.Claims;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>The owner of a connection, from the claims of its token.</summary>
internal static class HubOwner
{
    public static string? UserId(ClaimsPrincipal owner) =>
        owner.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    /// <summary>True if both are the same user in the same session.</summary>
    public static bool IsSame(ClaimsPrincipal one, ClaimsPrincipal other) =>
        UserId(one) == UserId(other) && Session(one) == Session(other);

    /// <summary>Null if the token has no user or no session.</summary>
    public static OpenConnection? Open(HubConnectionContext connection) =>
        int.TryParse(
            UserId(connection.User),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var userId
        ) && Guid.TryParse(Session(connection.User), out var sessionId)
            ? new OpenConnection(connection.ConnectionId, userId, sessionId)
            : null;

    private static string? Session(ClaimsPrincipal owner) =>
        owner.FindFirst(ConnectionOwner.SessionClaim)?.Value;
}
