using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>Limits of the hub.</summary>
internal static class HubLimits
{
    /// <summary>The largest argument that the API allows, plus its frame.</summary>
    public const long LargestFrame = (256 + 4) * 1024;

    public static void Apply(HubOptions hub)
    {
        hub.MaximumReceiveMessageSize = LargestFrame;
        hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(60);
        // Azure SignalR Service also runs the messages of one connection in parallel.
        hub.MaximumParallelInvocationsPerClient = 16;
        hub.EnableDetailedErrors = false;
        hub.DisableImplicitFromServicesParameters = true;
    }
}
