using DevChat.Testing.Files;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Files;

/// <summary>YAML files of the repository, as their nodes.</summary>
internal static class YamlFile
{
    /// <param name="path">Seen from the root of the repository.</param>
    public static YamlMappingNode Read(string path)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read(path)));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    public static IEnumerable<string> Keys(this YamlNode mapping) =>
        ((YamlMappingNode)mapping).Children.Keys.Select(key => $"{key}");

    /// <summary>The items of a list; none where there is no list.</summary>
    public static IReadOnlyList<string> Items(this YamlMappingNode mapping, string key) =>
        mapping.Children.TryGetValue(key, out var items)
            ? [.. ((YamlSequenceNode)items).Select(item => $"{item}")]
            : [];
}
