using DevChat.Testing.Files;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Files;

/// <summary>YAML files as nodes. A key that a mapping does not have gives null or an empty node.</summary>
internal static class Yaml
{
    /// <param name="path">Relative to the root of the repository.</param>
    public static YamlMappingNode Read(string path) => Parse(Repository.Read(path));

    public static YamlMappingNode Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    public static string? Text(this YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    public static YamlMappingNode Mapping(this YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) && value is YamlMappingNode mapping
            ? mapping
            : new YamlMappingNode();

    public static YamlSequenceNode Sequence(this YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? (YamlSequenceNode)value : [];

    public static IEnumerable<string> Keys(this YamlNode mapping) =>
        ((YamlMappingNode)mapping).Children.Keys.Select(key => $"{key}");

    public static IEnumerable<string> Texts(this YamlSequenceNode node) =>
        node.Select(item => $"{item}");

    /// <summary>The texts of a list.</summary>
    public static IReadOnlyList<string> Items(this YamlMappingNode node, string key) =>
        [.. node.Sequence(key).Texts()];
}
