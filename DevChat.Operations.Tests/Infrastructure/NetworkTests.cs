namespace DevChat.Operations.Tests.Infrastructure;

public sealed class NetworkTests
{
    private static readonly string[] Stores =
    [
        "Microsoft.Cache/redisEnterprise",
        "Microsoft.DBforPostgreSQL/flexibleServers",
        "Microsoft.KeyVault/vaults",
        "Microsoft.Storage/storageAccounts",
    ];

    [Theory]
    [InlineData(DeploymentPlans.Dev)]
    [InlineData(DeploymentPlans.Staging)]
    [InlineData(DeploymentPlans.Production)]
    public async Task There_is_no_network_unless_asked_for(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        Assert.DoesNotContain(
            plan.Resources,
            resource => resource.Type.StartsWith("Microsoft.Network/", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task In_a_private_network_no_store_is_reached_from_outside()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Everything);

        Assert.All(
            plan.Resources.Where(resource => Stores.Contains(resource.Type)),
            store => Assert.Equal("Disabled", PublicAccess(store))
        );
        Assert.Empty(plan.OfType("Microsoft.DBforPostgreSQL/flexibleServers/firewallRules"));
    }

    [Fact]
    public async Task In_a_private_network_every_store_has_an_endpoint_and_a_name()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Everything);

        var targets = plan.OfType("Microsoft.Network/privateEndpoints")
            .Select(Connection)
            .ToHashSet();
        Assert.All(
            plan.Resources.Where(resource => Stores.Contains(resource.Type)),
            store => Assert.Contains(targets, target => target.Id == store.Id)
        );
        Assert.Equal(
            ["blob", "postgresqlServer", "queue", "redisEnterprise", "signalr", "table", "vault"],
            targets.Select(target => target.Part).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            targets.Count,
            plan.OfType("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count()
        );
    }

    [Fact]
    public async Task In_a_private_network_the_app_calls_from_its_subnet()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Everything);

        Assert.Contains(
            "appSubnetId",
            plan.Single("Microsoft.Web/sites").Text("properties.virtualNetworkSubnetId"),
            StringComparison.Ordinal
        );
    }

    /// <summary>0.0.0.0 is Azure; nobody else but the operator that the parameter names.</summary>
    [Fact]
    public async Task Without_one_the_database_is_open_to_Azure_and_to_named_addresses_only()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Dev);

        Assert.Equal(
            ["0.0.0.0", "192.0.2.7"],
            plan.OfType("Microsoft.DBforPostgreSQL/flexibleServers/firewallRules")
                .Select(rule =>
                {
                    Assert.Equal(
                        rule.Text("properties.startIpAddress"),
                        rule.Text("properties.endIpAddress")
                    );
                    return rule.Text("properties.startIpAddress");
                })
        );
    }

    private static string PublicAccess(PlannedResource store) =>
        store.Has("properties.publicNetworkAccess")
            ? store.Text("properties.publicNetworkAccess")
            : store.Text("properties.network.publicNetworkAccess");

    private static (string Id, string Part) Connection(PlannedResource endpoint)
    {
        var connection = Assert
            .Single(endpoint.At("properties.privateLinkServiceConnections").EnumerateArray())
            .GetProperty("properties");
        return (
            connection.GetProperty("privateLinkServiceId").GetString()!,
            connection.GetProperty("groupIds")[0].GetString()!
        );
    }
}
