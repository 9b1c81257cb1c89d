namespace DevChat.Host.Realtime;

/// <summary>Whether connections of the hub live on this host alone.</summary>
/// <param name="HasBackplane">Several hosts share the hub through Redis.</param>
internal sealed record HubTopology(bool HasBackplane)
{
    private const string Setting = "SignalR:Backplane";
    private const string Redis = "redis";

    /// <summary>Setting <c>SignalR:Backplane</c>, which may be <c>redis</c>.</summary>
    public static HubTopology Of(IConfiguration configuration) =>
        new(configuration[Setting] == Redis);

    /// <summary>Settings that keep the hub from being served, a line each.</summary>
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
