namespace DevChat.Host.Command;

/// <summary>The configuration as Core Tools makes it: <c>Values</c> of local.settings.json, then the environment.</summary>
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

    /// <summary>Searched from the working folder upwards.</summary>
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

    /// <summary>A value's name is that of an environment variable, where <c>__</c> stands for <c>:</c>.</summary>
    private static string KeyOf(IConfigurationSection value) =>
        value.Key.Replace("__", ":", StringComparison.Ordinal);
}
