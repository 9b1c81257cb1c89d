namespace DevChat.Host.Runtime;

/// <summary>The contents of host.json, with the defaults of the real host for settings that it does not have.</summary>
internal sealed class HostSettings
{
    private const string Origin = "host.json, or a setting AzureFunctionsJobHost__… over it";

    private readonly IConfigurationRoot _file;

    private HostSettings(IConfigurationRoot file) => _file = file;

    /// <summary>First segment of every function's route, without slashes; may be empty.</summary>
    public string RoutePrefix => (_file["extensions:http:routePrefix"] ?? "api").Trim('/');

    /// <summary>The section that log levels are read from.</summary>
    public IConfigurationSection Logging => _file.GetSection("logging");

    /// <summary>Settings <c>AzureFunctionsJobHost__…</c> win over the file, as on the real host.</summary>
    /// <exception cref="FormatException">Names the setting that cannot be read.</exception>
    public static HostSettings Read(string path, IConfiguration configuration)
    {
        var file = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(path), optional: true)
            .AddConfiguration(configuration.GetSection("AzureFunctionsJobHost"))
            .Build();
        RequireLevels(file.GetSection("logging:logLevel"));
        return new HostSettings(file);
    }

    /// <summary>The settings of an extension, such as <c>queues</c>.</summary>
    /// <exception cref="FormatException">Names the setting that cannot be read.</exception>
    public TSettings Extension<TSettings>(string name)
        where TSettings : new()
    {
        try
        {
            return _file.GetSection($"extensions:{name}").Get<TSettings>() ?? new TSettings();
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
