using System.Text.Json;
using DevChat.Operations.Tests.Files;
using DevChat.Testing.Contract;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Observability;

public sealed class DashboardTests
{
    [Fact]
    public void Each_has_a_uid_of_its_own()
    {
        Assert.NotEmpty(Dashboard.All);
        Assert.Distinct(Dashboard.All.Select(dashboard => dashboard.Uid));
    }

    [Fact]
    public void Panels_have_ids_of_their_own() =>
        Assert.All(
            Dashboard.All,
            dashboard => Assert.Distinct(dashboard.Panels.Select(panel => panel.Id()))
        );

    [Fact]
    public void Every_panel_says_what_it_shows_in_what_unit_and_what_a_bad_value_means() =>
        Assert.All(
            Dashboard.All.SelectMany(dashboard => dashboard.Shown),
            panel =>
            {
                Assert.NotEmpty(panel.Text("title")!);
                Assert.NotEmpty(panel.Text("description")!);
                Assert.NotEmpty(Defaults(panel).Text("unit")!);
                Assert.NotEmpty(Defaults(panel).GetProperty("thresholds").Items("steps"));
            }
        );

    [Fact]
    public void Every_data_source_is_provisioned()
    {
        var file = Yaml.Read("infra/observability/grafana/provisioning/datasources/devchat.yml");
        var provisioned = ((YamlSequenceNode)file["datasources"]).Select(source =>
            $"{source["uid"]}"
        );

        var used = Dashboard.All.SelectMany(dashboard => dashboard.DataSources).ToHashSet();

        Assert.NotEmpty(used);
        Assert.Subset(provisioned.ToHashSet(), used);
    }

    private static JsonElement Defaults(JsonElement panel) =>
        panel.GetProperty("fieldConfig").GetProperty("defaults");
}
