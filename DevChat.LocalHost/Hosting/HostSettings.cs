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
    /// <summary>Settings <c>AzureFunctionsJobHost__…</c> win over the file, as on the real host.</summary>
    public static HostSettings Read(string path, IConfiguration configuration)
    {
        var file = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(path), optional: true)
            .AddConfiguration(configuration.GetSection("AzureFunctionsJobHost"))
            .Build();
        return new(
            (file["extensions:http:routePrefix"] ?? "api").Trim('/'),
            file.GetSection("extensions:queues").Get<QueueSettings>() ?? new QueueSettings(),
            file.GetSection("logging")
        );
    }
}
