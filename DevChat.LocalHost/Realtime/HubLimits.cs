using Microsoft.AspNetCore.SignalR;

namespace DevChat.LocalHost.Realtime;

/// <summary>How the hub is set up.</summary>
internal static class HubLimits
{
    private const long LargestPayload = 256 * 1024;
    private const long Envelope = 4 * 1024;

    public static void Apply(HubOptions hub)
    {
        hub.MaximumReceiveMessageSize = LargestPayload + Envelope;
        hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(60);
        // The real service runs the messages of one connection side by side, too.
        hub.MaximumParallelInvocationsPerClient = 16;
        hub.EnableDetailedErrors = false;
        hub.DisableImplicitFromServicesParameters = true;
    }
}
