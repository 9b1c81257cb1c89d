using System.Security.Claims;
using System.Text.Json;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace DevChat.Host.Realtime;

/// <summary>Creates the arguments of the SignalR trigger from events of the hub.</summary>
internal static class SignalREvents
{
    public static SignalRInvocationContext Connected(string connectionId, ClaimsPrincipal owner) =>
        Of(connectionId, owner, SignalRInvocationCategory.Connections, "connected");

    public static SignalRInvocationContext Disconnected(
        string connectionId,
        ClaimsPrincipal owner,
        Exception? reason
    )
    {
        var happened = Of(
            connectionId,
            owner,
            SignalRInvocationCategory.Connections,
            "disconnected"
        );
        happened.Error = reason?.Message;
        return happened;
    }

    public static SignalRInvocationContext Message(
        HubCallerContext caller,
        string target,
        JsonElement[] arguments
    )
    {
        var happened = Of(
            caller.ConnectionId,
            caller.User ?? new ClaimsPrincipal(),
            SignalRInvocationCategory.Messages,
            target
        );
        happened.Arguments = [.. arguments];
        return happened;
    }

    private static SignalRInvocationContext Of(
        string connectionId,
        ClaimsPrincipal owner,
        SignalRInvocationCategory category,
        string name
    ) =>
        new()
        {
            Category = category,
            Event = name,
            Hub = IRealtimeGateway.HubName,
            ConnectionId = connectionId,
            UserId = HubOwner.UserId(owner) ?? string.Empty,
            Claims = Claims(owner),
        };

    /// <summary>If several claims have the same name, the first one is used, as on Azure.</summary>
    private static Dictionary<string, StringValues> Claims(ClaimsPrincipal owner)
    {
        var claims = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var claim in owner.Claims)
        {
            claims.TryAdd(claim.Type, claim.Value);
        }

        return claims;
    }
}
