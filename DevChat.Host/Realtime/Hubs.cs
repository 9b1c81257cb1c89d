using DevChat.Functions.Realtime;

namespace DevChat.Host.Realtime;

/// <summary>This host serves one hub.</summary>
internal static class Hubs
{
    /// <summary>Where the hub is served, as on the real service.</summary>
    public const string Path = "/client";

    /// <exception cref="InvalidOperationException"><paramref name="hub"/> is not the one hub.</exception>
    public static void RequireKnown(string? hub, string function)
    {
        if (hub != IRealtimeGateway.HubName)
        {
            throw new InvalidOperationException(
                $"Function '{function}' names hub '{hub}'; this host serves hub '{IRealtimeGateway.HubName}' only."
            );
        }
    }
}
