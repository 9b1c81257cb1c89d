using DevChat.Host.Queues;

namespace DevChat.Host.Hosting;

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
    private const string Origin = "host.json, or a setting AzureFunctionsJobHost__… over it";

    /// <summary>Settings <c>AzureFunctionsJobHost__…</c> win over the file, as on the real host.</summary>
    /// <exception cref="FormatException">Names the setting that cannot be read.</exception>
    public static HostSettings Read(string path, IConfiguration configuration)
    {
        var file = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(path), optional: true)
            .AddConfiguration(configuration.GetSection("AzureFunctionsJobHost"))
            .Build();
        RequireLevels(file.GetSection("logging:logLevel"));
        return new(
            (file["extensions:http:routePrefix"] ?? "api").Trim('/'),
            ReadQueues(file.GetSection("extensions:queues")),
            file.GetSection("logging")
        );
    }

    private static QueueSettings ReadQueues(IConfigurationSection queues)
    {
        try
        {
            return queues.Get<QueueSettings>() ?? new QueueSettings();
        }
        catch (InvalidOperationException unreadable)
        {
            throw new FormatException($"{Origin}: {unreadable.Message}", unreadable);
        }
    }

    private static void RequireLevels(IConfigurationSection levels)
    {
        foreach (var level in levels.GetChildren())
        {
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
            {
                throw new FormatException(
                    $"{Origin}: {level.Path} is none of {string.Join(", ", Enum.GetNames<LogLevel>())}."
                );
            }
        }
    }
}
