using System.Text.RegularExpressions;
using System.Xml.Linq;
using DevChat.Operations.Tests.Files;
using DevChat.Testing.Files;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Pipelines;

public sealed class DependabotTests
{
    private static readonly Dictionary<string, YamlMappingNode> Updates = Yaml.Parse(
            Repository.Read(".github/dependabot.yml")
        )
        .Sequence("updates")
        .Cast<YamlMappingNode>()
        .ToDictionary(update => update.Text("package-ecosystem")!);

    [Fact]
    public void Everything_that_is_taken_from_elsewhere_is_kept_up_to_date_in_groups()
    {
        Assert.Equivalent(
            new[] { "docker", "docker-compose", "github-actions", "npm", "nuget" },
            Updates.Keys,
            strict: true
        );
        Assert.All(Updates.Values, update => Assert.NotEmpty(update.Mapping("groups")));
    }

    [Fact]
    public void Every_folder_with_npm_packages_is_named() =>
        Assert.Equal(FoldersWithNpmPackages(), Updates["npm"].Sequence("directories").Texts());

    [Fact]
    public void Packages_of_the_dotnet_version_stay_at_its_major_version()
    {
        var kept = Updates["nuget"].Sequence("ignore").Cast<YamlMappingNode>().ToList();

        Assert.All(
            kept,
            rule =>
                Assert.Equal(["version-update:semver-major"], rule.Sequence("update-types").Texts())
        );
        Assert.All(
            PackagesOfTheBand(),
            package =>
                Assert.Contains(kept, rule => Matches(rule.Text("dependency-name")!, package))
        );
    }

    private static IEnumerable<string> FoldersWithNpmPackages() =>
        from file in Directory.EnumerateFiles(
            Repository.Root,
            "package-lock.json",
            SearchOption.AllDirectories
        )
        let folder = Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!)
            .Replace('\\', '/')
        where
            !folder
                .Split('/')
                .Any(part => part is "bin" or "obj" or "node_modules" || part[0] == '.')
        orderby folder
        select $"/{folder}";

    /// <summary>Packages of which the version is that of .NET.</summary>
    private static IEnumerable<string> PackagesOfTheBand() =>
        from package in XDocument
            .Parse(Repository.Read("Directory.Packages.props"))
            .Descendants("PackageVersion")
        where package.Attribute("Version")!.Value.StartsWith("10.0.", StringComparison.Ordinal)
        select package.Attribute("Include")!.Value;

    private static bool Matches(string pattern, string package) =>
        Regex.IsMatch(
            package,
            $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$"
        );
}
