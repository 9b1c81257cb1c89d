using System.Text.Json;
using DevChat.Functions.Health;
using DevChat.Testing.Contract;
using DevChat.Testing.Files;

namespace DevChat.Operations.Tests.Infrastructure;

public sealed class AlertTests
{
    private static readonly string[] Named =
    [
        "app-not-ready",
        "database-connections",
        "database-cpu",
        "database-storage",
        "poisoned-messages",
        "presence-sweep-stopped",
        "server-errors",
        "signalr-connections",
        "signalr-messages",
        "slow-requests",
    ];

    public static readonly TheoryData<string> Environments = DeploymentPlans.Names;

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Each_alert_is_there_and_leads_to_its_section_of_the_runbook(
        string environment
    )
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        var prefix = $"{NameOf(plan)}-";
        Assert.Equal(
            Named,
            Alerts(plan).Select(alert => alert.Name[prefix.Length..]).Order(StringComparer.Ordinal)
        );
        Assert.All(
            Alerts(plan),
            alert =>
                Assert.EndsWith(
                    $" docs/operations.md#{alert.Name[prefix.Length..]}",
                    alert.Text("properties.description"),
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void The_runbook_has_a_section_for_each_alert() =>
        Assert.All(
            Named,
            name => Assert.Contains(name, MarkdownPage.Anchors("docs/operations.md"))
        );

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Each_alert_is_on_and_notifies_somebody(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        var group = plan.Single("Microsoft.Insights/actionGroups");
        Assert.Equal(
            "on-call@example.org",
            Assert.Single(group.Properties.Items("emailReceivers")).Text("emailAddress")
        );
        Assert.All(
            Alerts(plan),
            alert =>
            {
                Assert.True(alert.Properties.Flag("enabled"));
                Assert.InRange(alert.Properties.Number("severity"), 0, 2);
                Assert.Contains(
                    group.Id,
                    alert.Text("properties.actions"),
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Fact]
    public async Task The_poison_alert_asks_for_the_metric_that_the_app_counts()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Production);

        Assert.Contains(
            $"\"{QueueMetrics.PoisonedName}\"",
            QueryOf(plan, "poisoned-messages"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_sweep_alert_fires_when_nothing_is_counted()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Production);

        var criterion = CriterionOf(plan, "presence-sweep-stopped");
        Assert.Equal(("LessThan", 1), (criterion.Text("operator"), criterion.Number("threshold")));
        // An empty table still answers a row, and 0.
        Assert.Contains("coalesce(Runs, 0.0)", criterion.Text("query"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_on_logs_can_be_made_before_there_are_any()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Production);

        Assert.All(
            plan.OfType("Microsoft.Insights/scheduledQueryRules"),
            rule => Assert.True(rule.Properties.Flag("skipQueryValidation"))
        );
    }

    [Theory]
    [InlineData(DeploymentPlans.Dev, 16_000, 343)]
    [InlineData(DeploymentPlans.Production, 800_000, 1374)]
    public async Task Quotas_are_those_of_what_was_bought(
        string environment,
        int messages,
        int connections
    )
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        Assert.Equal(messages, CriterionOf(plan, "signalr-messages").Number("threshold"));
        Assert.Equal(connections, CriterionOf(plan, "database-connections").Number("threshold"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task A_budget_alerts_before_and_after_it_is_spent(string environment)
    {
        var budget = (await DeploymentPlans.OfAsync(environment)).Single(
            "Microsoft.Consumption/budgets"
        );

        Assert.True(budget.Properties.Number("amount") > 0);
        Assert.EndsWith(
            "-01",
            budget.Text("properties.timePeriod.startDate"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            [("Actual", 80), ("Actual", 100), ("Forecasted", 100)],
            budget
                .Properties.GetProperty("notifications")
                .EnumerateObject()
                .Select(notification =>
                    (
                        notification.Value.Text("thresholdType")!,
                        (int)notification.Value.Number("threshold")
                    )
                )
        );
    }

    private static IEnumerable<PlannedResource> Alerts(DeploymentPlan plan) =>
        plan.Resources.Where(resource =>
            resource.Type
                is "Microsoft.Insights/metricAlerts"
                    or "Microsoft.Insights/scheduledQueryRules"
        );

    private static string NameOf(DeploymentPlan plan) =>
        plan.Single("Microsoft.Insights/actionGroups").Name["ag-".Length..];

    private static string QueryOf(DeploymentPlan plan, string alert) =>
        CriterionOf(plan, alert).Text("query")!;

    private static JsonElement CriterionOf(DeploymentPlan plan, string alert) =>
        Alerts(plan)
            .Single(resource => resource.Name.EndsWith($"-{alert}", StringComparison.Ordinal))
            .At("properties.criteria.allOf")[0];
}
