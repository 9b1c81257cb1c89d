using System.Text.RegularExpressions;
using DevChat.Operations.Tests.Files;
using DevChat.Testing.Contract;
using DevChat.Testing.Files;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Observability;

/// <summary>The profile observability of docker-compose.yml: what can be said of it without a container engine.</summary>
public sealed partial class StackTests
{
    private readonly IDictionary<string, YamlMappingNode> _services = ComposeFile.Profile(
        "observability"
    );

    [Fact]
    public void It_is_a_collector_and_what_the_collector_fills() =>
        Assert.Equal(
            ["collector", "grafana", "jaeger", "loki", "prometheus"],
            _services.Keys.Order()
        );

    [Fact]
    public void Each_image_has_a_version_and_each_container_no_rights() =>
        Assert.All(
            _services.Values,
            service =>
            {
                Assert.Matches(@":v?\d+\.\d+\.\d+$", $"{service["image"]}");
                Assert.Equal("true", $"{service["read_only"]}");
                Assert.Equal(["ALL"], service.Items("cap_drop"));
                Assert.Equal(["no-new-privileges:true"], service.Items("security_opt"));
            }
        );

    [Fact]
    public void Services_that_others_wait_for_have_a_health_check() =>
        Assert.All(
            _services
                .Values.Where(service => service.Children.ContainsKey("depends_on"))
                .SelectMany(service => service["depends_on"].Keys()),
            name => Assert.True(_services[name].Children.ContainsKey("healthcheck"), name)
        );

    [Fact]
    public void Every_file_that_is_mounted_is_there() =>
        Assert.All(
            _services
                .Values.SelectMany(service => service.Items("volumes"))
                .Where(volume => volume.StartsWith("./", StringComparison.Ordinal)),
            volume =>
                Assert.True(Directory.Exists(Path.Combine(Repository.Root, volume.Split(':')[0])))
        );

    [Fact]
    public void Every_configuration_file_that_a_command_names_is_there() =>
        Assert.All(
            _services
                .Values.SelectMany(service => service.Items("command"))
                .Select(argument => ConfigurationFile().Match(argument))
                .Where(named => named.Success),
            named =>
                Assert.True(
                    File.Exists(
                        Path.Combine(
                            Repository.Root,
                            "infra",
                            "observability",
                            named.Groups["file"].Value
                        )
                    ),
                    named.Value
                )
        );

    [Fact]
    public void Every_server_that_a_file_names_is_a_service()
    {
        var named = Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "infra", "observability"),
                "*.yml",
                SearchOption.AllDirectories
            )
            .SelectMany(file => Server().Matches(File.ReadAllText(file)))
            .Select(server => server.Groups["name"].Value)
            .ToHashSet();

        Assert.Contains("loki", named);
        Assert.Subset(_services.Keys.ToHashSet(), named);
    }

    [Fact]
    public void A_viewer_of_Grafana_cannot_administer_it()
    {
        var settings = _services["grafana"]["environment"];

        Assert.Equal("Editor", $"{settings["GF_AUTH_ANONYMOUS_ORG_ROLE"]}");
        Assert.Equal("true", $"{settings["GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION"]}");
        Assert.Equal("true", $"{settings["GF_AUTH_DISABLE_LOGIN_FORM"]}");
        Assert.Equal("false", $"{settings["GF_AUTH_BASIC_ENABLED"]}");
    }

    [GeneratedRegex(@"^--?config(\.file)?=/etc/devchat/(?<file>\S+)$")]
    private static partial Regex ConfigurationFile();

    [GeneratedRegex(@"(//|endpoint: |targets: \[)(?<name>[a-z]+):\d+")]
    private static partial Regex Server();
}
