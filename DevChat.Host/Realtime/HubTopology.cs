using Microsoft.Extensions.Configuration;

namespace DevChat.Host.Realtime;

/// <summary>The number of hosts that share the hub: one or several.</summary>
/// <param name="HasBackplane">Several hosts share the hub through Redis.</param>
internal sealed record HubTopology(bool HasBackplane)
{
    private const string Setting = "SignalR:Backplane";
    private const string Redis = "redis";

    /// <summary>Setting <c>SignalR:Backplane</c>, which may be <c>redis</c>.</summary>
    public static HubTopology Of(IConfiguration configuration) =>
        new(configuration[Setting] == Redis);

    /// <summary>Failures of settings that prevent serving the hub, one line each.</summary>
    public static IEnumerable<string> Failures(IConfiguration configuration)
    {
        if (configuration[Setting] is not (null or "" or Redis))
        {
            yield return $"{Setting} is neither {Redis} nor empty.";
        }

        if (Of(configuration).HasBackplane && string.IsNullOrEmpty(configuration["Jwt:Secret"]))
        {
            yield return $"Jwt:Secret is not set: hosts with {Setting} must share one, e.g. from `openssl rand -base64 48`.";
        }
    }
}
