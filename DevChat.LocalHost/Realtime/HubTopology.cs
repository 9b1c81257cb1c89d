using Microsoft.Extensions.Configuration;

namespace DevChat.LocalHost.Realtime;

/// <summary>Whether connections of the hub live on this host alone.</summary>
/// <param name="HasBackplane">Several hosts share the hub through Redis.</param>
internal sealed record HubTopology(bool HasBackplane)
{
    /// <summary>Setting <c>SignalR:Backplane</c>, which may be <c>redis</c>.</summary>
    public static HubTopology Of(IConfiguration configuration) =>
        new(configuration["SignalR:Backplane"] == "redis");
}
