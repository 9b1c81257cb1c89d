using DevChat.Operations.Tests.Files;
using DevChat.Testing.Contract;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Observability;

/// <summary>infra/observability/collector.yml.</summary>
public sealed class CollectorTests
{
    private const string ScrapedInstances = "otlp/instances";
    private const string ThisMachine = "otlp/machine";

    private readonly YamlMappingNode _collector = Yaml.Read("infra/observability/collector.yml");

    private IEnumerable<KeyValuePair<string, YamlMappingNode>> Pipelines =>
        ((YamlMappingNode)_collector["service"]["pipelines"]).Children.Select(pipeline =>
            KeyValuePair.Create($"{pipeline.Key}", (YamlMappingNode)pipeline.Value)
        );

    [Theory]
    [InlineData("receivers")]
    [InlineData("processors")]
    [InlineData("exporters")]
    public void Pipelines_use_what_is_declared_and_all_of_it(string kind) =>
        Assert.Equal(
            _collector[kind].Keys().Order(),
            Pipelines.SelectMany(pipeline => pipeline.Value.Items(kind)).Distinct().Order()
        );

    [Theory]
    [InlineData("traces")]
    [InlineData("logs")]
    public void Traces_and_logs_come_from_everywhere(string signal) =>
        Assert.Equal(
            [ScrapedInstances, ThisMachine],
            Pipelines.Single(pipeline => pipeline.Key == signal).Value.Items("receivers").Order()
        );

    [Fact]
    public void Metrics_of_instances_that_Prometheus_scrapes_are_not_passed_on_to_it_once_more() =>
        Assert.All(
            Pipelines.Where(pipeline => pipeline.Value.Items("exporters").Contains("prometheus")),
            pipeline => Assert.Equal([ThisMachine], pipeline.Value.Items("receivers"))
        );

    [Fact]
    public void The_ports_of_this_machine_lead_to_the_receiver_whose_metrics_are_kept()
    {
        var published = ComposeFile
            .Profile("observability")["collector"]
            .Items("ports")
            .Select(port => port.Split(':')[^1]);
        var protocols = _collector["receivers"][ThisMachine]["protocols"];

        Assert.Equal(
            published.Order(),
            protocols
                .Keys()
                .Select(protocol => $"{protocols[protocol]["endpoint"]}".Split(':')[^1])
                .Order()
        );
    }
}
