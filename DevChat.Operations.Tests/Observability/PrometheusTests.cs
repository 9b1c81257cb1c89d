using System.Text.RegularExpressions;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Observability;

/// <summary>infra/observability/prometheus, with a real Prometheus and a real instance.</summary>
[Collection(ObservedTests.Name)]
public sealed partial class PrometheusTests(ObservedChat chat)
{
    /// <summary>What the conventions of OpenTelemetry and .NET call a count is a gauge here.</summary>
    private static readonly string[] NamedByConvention =
    [
        "db_client_connection_count",
        "dotnet_assembly_count",
        "dotnet_process_cpu_count",
        "dotnet_timer_count",
    ];

    [Fact]
    public async Task The_configuration_and_its_rules_are_valid()
    {
        var check = await chat.Programs.RunToolAsync(
            PrometheusFolder.Path,
            "check",
            "config",
            "prometheus.yml"
        );

        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
    }

    [Fact]
    public async Task Each_alert_fires_on_a_bad_series_and_not_on_a_good_one()
    {
        var test = await chat.Programs.RunToolAsync(
            PrometheusFolder.Path,
            "test",
            "rules",
            Path.Combine("tests", "alerts.yml")
        );

        Assert.True(test.ExitCode == 0, test.Output + test.Errors);
    }

    [Fact]
    public void Each_alert_has_a_test_in_which_it_fires()
    {
        var alerts = Names("rules/alerts.yml", AlertName());
        var tested = Names("tests/alerts.yml", FiringAlert());

        Assert.NotEmpty(alerts);
        Assert.Equal(alerts, tested);
    }

    /// <summary>promtool evaluates the others in a random order: alerts before the numbers that they look at, or after.</summary>
    [Fact]
    public void Each_group_of_rules_has_its_place_in_the_tests()
    {
        var groups = Names("rules/recording.yml", GroupName())
            .Concat(Names("rules/alerts.yml", GroupName()));

        Assert.Equal(
            groups,
            Turn()
                .Match(Read("tests/alerts.yml"))
                .Groups["name"]
                .Captures.Select(turn => turn.Value)
        );
    }

    [Fact]
    public void Each_alert_names_its_part_of_the_runbook()
    {
        var alerts = Names("rules/alerts.yml", AlertName());

        var runbook = Names("rules/alerts.yml", Runbook());

        Assert.Equal(alerts.Select(Anchor).Order(), runbook);
    }

    [Fact]
    public async Task The_metrics_of_an_instance_are_valid_for_Prometheus()
    {
        var metrics = await chat.SaveMetricsAsync();
        Assert.Contains("devchat_messages_sent_total", await File.ReadAllTextAsync(metrics));

        var check = await chat.Programs.PipeToToolAsync(metrics, "check", "metrics");

        var complaints = (check.Output + check.Errors)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !NamedByConvention.Contains(line.Split(' ')[0]));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Every_number_that_alerts_look_at_has_a_value()
    {
        var prometheus = await chat.ScrapedAsync();

        var numbers = (await prometheus.EvaluatedRulesAsync()).Where(rule =>
            rule.Text("type") == "recording"
        );

        Assert.NotEmpty(numbers);
        foreach (var number in numbers.Select(rule => rule.Text("name")!))
        {
            var found = await prometheus.EventuallyAsync(number);
            Assert.True(found.Count > 0, $"{number} has no value.");
        }
    }

    [Fact]
    public async Task Every_rule_can_be_evaluated()
    {
        var prometheus = await chat.ScrapedAsync();

        var rules = await prometheus.EvaluatedRulesAsync();

        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Equal("ok", rule.Text("health")));
    }

    [Fact]
    public async Task A_duration_leads_to_a_trace_behind_it()
    {
        var prometheus = await chat.ScrapedAsync();

        var exemplars = await prometheus.ExemplarsAsync(
            """http_server_request_duration_seconds_bucket{http_route="api/messages"}"""
        );

        Assert.NotEmpty(exemplars);
        Assert.All(
            exemplars,
            exemplar => Assert.Equal(32, exemplar.GetProperty("labels").Text("trace_id")!.Length)
        );
    }

    private static IEnumerable<string> Names(string file, Regex pattern) =>
        pattern.Matches(Read(file)).Select(match => match.Groups["name"].Value).Distinct().Order();

    private static string Read(string file) =>
        File.ReadAllText(Path.Combine(PrometheusFolder.Path, file));

    private static string Anchor(string alert) =>
        WordBegin().Replace(alert, "-$0").ToLowerInvariant();

    [GeneratedRegex(@"alert: (?<name>\w+)")]
    private static partial Regex AlertName();

    [GeneratedRegex(@"alertname: (?<name>\w+)\s+exp_alerts:\s+- exp_labels")]
    private static partial Regex FiringAlert();

    [GeneratedRegex(@"- name: (?<name>[\w-]+)\s+rules:")]
    private static partial Regex GroupName();

    [GeneratedRegex(@"group_eval_order:(\s+- (?<name>[\w-]+))+")]
    private static partial Regex Turn();

    [GeneratedRegex(@"runbook: docs/operations\.md#(?<name>[a-z-]+)")]
    private static partial Regex Runbook();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordBegin();
}
