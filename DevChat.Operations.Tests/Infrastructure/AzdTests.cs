using DevChat.Testing.Files;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>azure.yaml names what is there.</summary>
public sealed class AzdTests
{
    private static readonly YamlNode Root = Load();

    [Fact]
    public void The_service_is_the_function_app_of_the_solution()
    {
        var service = Root["services"]["api"];

        Assert.Equal("function", service["host"].ToString());
        Assert.True(
            File.Exists(
                Path.Combine(Repository.Root, $"{service["project"]}", "DevChat.Functions.csproj")
            )
        );
    }

    [Fact]
    public async Task The_service_is_found_by_the_tag_of_the_function_app()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Dev);

        var service = Assert.Single(((YamlMappingNode)Root["services"]).Children.Keys);
        Assert.Equal(
            service.ToString(),
            plan.Single("Microsoft.Web/sites").Text("tags.azd-service-name")
        );
    }

    [Fact]
    public void The_parameter_file_is_that_of_dev() =>
        Assert.True(
            File.Exists(
                Path.Combine(
                    Repository.Root,
                    $"{Root["infra"]["path"]}",
                    $"{Root["infra"]["module"]}.bicepparam"
                )
            )
        );

    [Fact]
    public void Hooks_run_scripts_that_are_there()
    {
        var scripts = ((YamlMappingNode)Root["hooks"])
            .Children.Values.SelectMany(hook => $"{hook["run"]}".Split(' '))
            .Where(word => word != "&&");

        Assert.NotEmpty(scripts);
        Assert.All(
            scripts,
            script => Assert.True(File.Exists(Path.Combine(Repository.Root, script)), script)
        );
    }

    private static YamlNode Load()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read("azure.yaml")));
        return yaml.Documents[0].RootNode;
    }
}
