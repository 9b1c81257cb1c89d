namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>What production.bicepparam says of itself: it survives the loss of a zone.</summary>
public sealed class ZoneTests
{
    private static readonly Dictionary<string, (string Path, string Value)> AcrossZones = new()
    {
        ["Microsoft.Web/serverfarms"] = ("properties.zoneRedundant", "True"),
        ["Microsoft.Storage/storageAccounts"] = ("sku.name", "Standard_ZRS"),
        ["Microsoft.SignalRService/signalR"] = ("sku.name", "Premium_P1"),
        ["Microsoft.DBforPostgreSQL/flexibleServers"] = (
            "properties.highAvailability.mode",
            "ZoneRedundant"
        ),
        ["Microsoft.Cache/redisEnterprise"] = ("properties.highAvailability", "Enabled"),
    };

    [Fact]
    public async Task Production_is_in_several_zones()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Production);

        Assert.All(
            AcrossZones,
            part => Assert.Equal(part.Value.Value, plan.Single(part.Key).Text(part.Value.Path))
        );
    }

    [Fact]
    public async Task Dev_is_in_one_and_costs_less()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Dev);

        Assert.All(
            AcrossZones,
            part => Assert.NotEqual(part.Value.Value, plan.Single(part.Key).Text(part.Value.Path))
        );
    }
}
