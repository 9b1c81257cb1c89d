using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Pipelines;

/// <summary>Reads YAML without asking first what is there.</summary>
internal static class YamlReading
{
    public static YamlMappingNode Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    /// <summary>Null when there is none.</summary>
    public static string? Text(this YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    /// <summary>Empty when there is none.</summary>
    public static YamlMappingNode Mapping(this YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) && value is YamlMappingNode mapping
            ? mapping
            : new YamlMappingNode();

    /// <summary>Empty when there is none.</summary>
    public static YamlSequenceNode Sequence(this YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? (YamlSequenceNode)value : [];

    public static IEnumerable<string> Keys(this YamlMappingNode node) =>
        node.Children.Keys.Select(key => key.ToString());

    public static IEnumerable<string> Texts(this YamlSequenceNode node) =>
        node.Select(item => item.ToString());
}
