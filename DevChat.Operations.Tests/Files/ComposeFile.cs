using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Files;

/// <summary>docker-compose.yml.</summary>
internal static class ComposeFile
{
    public static IDictionary<string, YamlMappingNode> Services() =>
        ((YamlMappingNode)Yaml.Read("docker-compose.yml")["services"]).Children.ToDictionary(
            service => $"{service.Key}",
            service => (YamlMappingNode)service.Value
        );

    /// <summary>The services that a profile adds.</summary>
    public static IDictionary<string, YamlMappingNode> Profile(string name) =>
        Services().Where(service => service.Value.Items("profiles").Contains(name)).ToDictionary();
}
