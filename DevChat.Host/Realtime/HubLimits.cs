using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>How the hub is set up.</summary>
internal static class HubLimits
{
    /// <summary>The largest argument that the API allows, and the frame around it.</summary>
    public const long LargestFrame = (256 + 4) * 1024;

    public static void Apply(HubOptions hub)
    {
        hub.MaximumReceiveMessageSize = LargestFrame;
        hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(60);
        // The real service runs the messages of one connection side by side, too.
        hub.MaximumParallelInvocationsPerClient = 16;
        hub.EnableDetailedErrors = false;
        hub.DisableImplicitFromServicesParameters = true;
    }
}
