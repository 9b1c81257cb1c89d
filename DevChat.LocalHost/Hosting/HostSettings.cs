using DevChat.LocalHost.Queues;
using Microsoft.Extensions.Configuration;

namespace DevChat.LocalHost.Hosting;

/// <summary>What host.json says, with the defaults of the real host for what it does not say.</summary>
/// <param name="RoutePrefix">First segment of every function's route, without slashes; may be empty.</param>
/// <param name="Queues">How queue triggers poll and retry.</param>
/// <param name="Logging">The section that log levels are read from.</param>
internal sealed record HostSettings(
    string RoutePrefix,
    QueueSettings Queues,
    IConfigurationSection Logging
)
{
    public static HostSettings Read(string path)
    {
        var file = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(path), optional: true)
            .Build();
        return new(
            (file["extensions:http:routePrefix"] ?? "api").Trim('/'),
            file.GetSection("extensions:queues").Get<QueueSettings>() ?? new QueueSettings(),
            file.GetSection("logging")
        );
    }
}
