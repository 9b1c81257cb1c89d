using System.Text.Json;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace DevChat.LocalHost.Realtime;

/// <summary>What happens on the hub, in the words of the SignalR trigger.</summary>
internal static class SignalREvents
{
    public static SignalRInvocationContext Connected(HubCallerContext caller) =>
        Of(caller, SignalRInvocationCategory.Connections, "connected");

    public static SignalRInvocationContext Disconnected(HubCallerContext caller, Exception? reason)
    {
        var happened = Of(caller, SignalRInvocationCategory.Connections, "disconnected");
        happened.Error = reason?.Message;
        return happened;
    }

    public static SignalRInvocationContext Message(
        HubCallerContext caller,
        string target,
        JsonElement[] arguments
    )
    {
        var happened = Of(caller, SignalRInvocationCategory.Messages, target);
        happened.Arguments = [.. arguments];
        return happened;
    }

    private static SignalRInvocationContext Of(
        HubCallerContext caller,
        SignalRInvocationCategory category,
        string name
    ) =>
        new()
        {
            Category = category,
            Event = name,
            Hub = IRealtimeGateway.HubName,
            ConnectionId = caller.ConnectionId,
            UserId = caller.UserIdentifier ?? string.Empty,
            Claims = Claims(caller),
        };

    /// <summary>Of several claims with one name the first counts, as on the real host.</summary>
    private static Dictionary<string, StringValues> Claims(HubCallerContext caller)
    {
        var claims = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var claim in caller.User?.Claims ?? [])
            claims.TryAdd(claim.Type, claim.Value);
        return claims;
    }
}
