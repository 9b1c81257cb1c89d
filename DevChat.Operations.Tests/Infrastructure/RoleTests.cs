namespace DevChat.Operations.Tests.Infrastructure;

public sealed class RoleTests
{
    private const string App = "identity";
    private const string SignalR = "realtime";

    private static readonly Dictionary<string, string> RoleNames = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["7e4f1700-ea5a-4f59-8f37-079cfe29dce3"] = "SignalR Service Owner",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
    };

    private static readonly string[] Always =
    [
        $"{App}: Storage Blob Data Owner on Microsoft.Storage/storageAccounts",
        $"{App}: Storage Queue Data Contributor on Microsoft.Storage/storageAccounts",
        $"{App}: Storage Table Data Contributor on Microsoft.Storage/storageAccounts",
        $"{App}: SignalR Service Owner on Microsoft.SignalRService/signalR",
        $"{App}: Monitoring Metrics Publisher on Microsoft.Insights/components",
        $"{App}: Key Vault Secrets User on secret jwt-secret",
        $"{SignalR}: Key Vault Secrets User on secret signalr-extension",
    ];

    [Theory]
    [InlineData(DeploymentPlans.Dev)]
    [InlineData(DeploymentPlans.Staging)]
    [InlineData(DeploymentPlans.Production)]
    public async Task Identities_hold_these_roles_and_no_others(string environment) =>
        Assert.Equal(Always.Order(), await RolesAsync(environment));

    [Fact]
    public async Task A_second_key_adds_the_right_to_read_it() =>
        Assert.Equal(
            Always.Append($"{App}: Key Vault Secrets User on secret jwt-also-accepted").Order(),
            await RolesAsync(DeploymentPlans.Everything)
        );

    private static async Task<IEnumerable<string>> RolesAsync(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);
        return plan.OfType("Microsoft.Authorization/roleAssignments")
            .Select(assignment => Sentence(assignment, plan.Target(assignment)))
            .Order();
    }

    private static string Sentence(PlannedResource assignment, PlannedResource target)
    {
        var principal = assignment.Text("properties.principalId");
        var role = RoleNames[assignment.Text("properties.roleDefinitionId").Split('/')[^1]];
        return $"{Holder(principal)}: {role} on {Scope(target)}";
    }

    // Azure makes the ids: here they are expressions that name the module whose output they will be.
    private static string Holder(string principal) =>
        Assert.Single(
            (string[])[App, SignalR],
            module => principal.Contains($"format('{module}-{{0}}'", StringComparison.Ordinal)
        );

    private static string Scope(PlannedResource target) =>
        target.Type == "Microsoft.KeyVault/vaults/secrets"
            ? $"secret {target.Name.Split('/')[1]}"
            : target.Type;
}
