using Microsoft.Extensions.Configuration;

namespace DevChat.Host.Command;

/// <summary>
/// The configuration in the way of Core Tools: <c>Values</c> of local.settings.json, overridden by environment
/// variables.
/// </summary>
public static class LocalSettings
{
    private const string FileName = "local.settings.json";

    public static IConfigurationBuilder AddLocalSettings(this IConfigurationBuilder configuration)
    {
        if (Find() is { } file)
        {
            var settings = new ConfigurationBuilder().AddJsonFile(file).Build();
            configuration.AddInMemoryCollection(
                settings
                    .GetSection("Values")
                    .GetChildren()
                    .Select(value => KeyValuePair.Create(KeyOf(value), value.Value))
            );
        }

        configuration.AddEnvironmentVariables();
        return configuration;
    }

    /// <summary>Searches the working folder and its parents.</summary>
    private static string? Find()
    {
        for (
            var folder = new DirectoryInfo(Environment.CurrentDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            var file = Path.Combine(folder.FullName, FileName);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>The name of a value is the name of an environment variable, in which <c>__</c> means <c>:</c>.</summary>
    private static string KeyOf(IConfigurationSection value) =>
        value.Key.Replace("__", ":", StringComparison.Ordinal);
}
