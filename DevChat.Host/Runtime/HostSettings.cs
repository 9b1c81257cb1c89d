using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Runtime;

/// <summary>The settings of host.json. Missing settings have the defaults of Azure's host.</summary>
internal sealed class HostSettings
{
    private const string Origin = "host.json, or a setting AzureFunctionsJobHost__… over it";

    private readonly IConfigurationRoot _file;

    private HostSettings(IConfigurationRoot file) => _file = file;

    /// <summary>First segment of the routes of all functions, without slashes. May be empty.</summary>
    public string RoutePrefix => (_file["extensions:http:routePrefix"] ?? "api").Trim('/');

    /// <summary>The section that log levels are read from.</summary>
    public IConfigurationSection Logging => _file.GetSection("logging");

    /// <summary>Reads the file. Settings <c>AzureFunctionsJobHost__…</c> override it, as on Azure.</summary>
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
