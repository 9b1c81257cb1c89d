using DevChat.Functions.Realtime;

namespace DevChat.Host.Realtime;

/// <summary>The one hub of this host.</summary>
internal static class Hubs
{
    /// <summary>Path of the hub, the same as on Azure SignalR Service.</summary>
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
