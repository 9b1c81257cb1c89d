using DevChat.Operations.Tests.Files;
using DevChat.Testing.Files;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>What can be said of the container files without a container engine.</summary>
public sealed class DeploymentFileTests
{
    [Fact]
    public void The_image_is_built_in_stages_and_runs_as_an_ordinary_user()
    {
        var lines = Repository.Read("Dockerfile").Split('\n');
        var lastStage = Array.FindLastIndex(lines, line => Is(line, "FROM"));

        Assert.Equal(2, lines.Count(line => Is(line, "FROM")));
        Assert.DoesNotContain("sdk", lines[lastStage], StringComparison.Ordinal);
        Assert.Equal("USER app", lines[lastStage..].Single(line => Is(line, "USER")));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("description")]
    [InlineData("licenses")]
    public void The_image_says_of_itself(string label)
    {
        var text = Repository.Read("Dockerfile");
        var lastStage = text[text.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];

        Assert.Contains(
            $"org.opencontainers.image.{label}=\"",
            lastStage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Servers_of_ones_own_are_in_production()
    {
        var environment = (YamlMappingNode)ComposeFile.Services()["devchat"]["environment"];

        Assert.Contains("ENV DOTNET_ENVIRONMENT=Production", Repository.Read("Dockerfile"));
        Assert.Equal("Production", $"{environment["DOTNET_ENVIRONMENT"]}");
    }

    [Fact]
    public void The_selfhost_profile_puts_nginx_before_replicas_on_shared_stores()
    {
        var selfhost = ComposeFile.Profile("selfhost");

        var devchat = Assert.Contains("devchat", selfhost);
        Assert.Contains("nginx", selfhost);
        Assert.False(devchat.Children.ContainsKey("ports"), "only nginx is reached from outside");
        Assert.Equal("2", ((YamlScalarNode)devchat["deploy"]["replicas"]).Value);
        var settings = ((YamlMappingNode)devchat["environment"]).Children.Keys.Select(key =>
            key.ToString()
        );
        Assert.Superset(
            new HashSet<string>
            {
                "ConnectionStrings__Postgres",
                "ConnectionStrings__Redis",
                "AzureWebJobsStorage",
                "Jwt__Secret",
            },
            settings.ToHashSet()
        );
    }

    [Fact]
    public void No_port_is_open_to_the_network_but_that_of_nginx()
    {
        foreach (
            var (name, service) in ComposeFile.Services().Where(service => service.Key != "nginx")
        )
        {
            var ports = service.Children.TryGetValue("ports", out var node)
                ? (YamlSequenceNode)node
                : [];
            Assert.All(
                ports,
                port =>
                    Assert.True($"{port}".StartsWith("127.0.0.1:", StringComparison.Ordinal), name)
            );
        }
    }

    private static bool Is(string line, string instruction) =>
        line.StartsWith(instruction + " ", StringComparison.Ordinal);
}
