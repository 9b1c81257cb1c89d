namespace DevChat.Operations.Tests.Observability;

/// <summary>Every expression of every dashboard, asked of a real Prometheus that scrapes a real instance.</summary>
[Collection(ObservedTests.Name)]
public sealed class DashboardQueryTests(ObservedChat chat)
{
    /// <summary>Nothing is wrong in a test run.</summary>
    private const string FiringAlerts = """ALERTS{alertstate="firing"}""";

    [Fact]
    public async Task All_of_them_have_something_to_show()
    {
        var prometheus = await chat.ScrapedAsync();
        var expressions = Dashboard.All.SelectMany(dashboard => dashboard.Expressions).ToHashSet();
        Assert.True(expressions.Remove(FiringAlerts));

        foreach (var expression in expressions)
        {
            var found = await prometheus.EventuallyAsync(expression);
            Assert.True(found.Count > 0, $"Nothing for {expression}");
        }
    }

    [Fact]
    public async Task Nothing_fires_while_all_is_well() =>
        Assert.Empty(await (await chat.ScrapedAsync()).QueryAsync(FiringAlerts));
}
