using System.Text.Json;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>What deploying a parameter file would ask of Azure, as <c>bicep snapshot</c> predicts it.</summary>
internal sealed record DeploymentPlan(IReadOnlyList<PlannedResource> Resources, JsonElement Outputs)
{
    private const string Subscription = "00000000-0000-0000-0000-000000000001";
    private const string Tenant = "00000000-0000-0000-0000-000000000002";

    public const string ResourceGroup = "rg-devchat";

    public const string Scope = $"/subscriptions/{Subscription}/resourceGroups/{ResourceGroup}";

    /// <param name="name">The parameter file without its extension.</param>
    public static async Task<DeploymentPlan> OfAsync(InfraFolder folder, string name)
    {
        var run = await BicepCli.RunAsync(
            folder.Path,
            ["snapshot", $"{name}.bicepparam", "--mode", "overwrite", .. Context]
        );
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return Read(folder.Read($"{name}.snapshot.json"));
    }

    public IEnumerable<PlannedResource> OfType(string type) =>
        Resources.Where(resource => resource.Type == type);

    public PlannedResource Single(string type) => Assert.Single(OfType(type));

    /// <summary>The resource that an extension of it, such as a role assignment, is on.</summary>
    public PlannedResource Target(PlannedResource extension) =>
        Resources.Single(resource =>
            resource.Id
            == extension.Id[
                ..extension.Id.IndexOf($"/providers/{extension.Type}/", StringComparison.Ordinal)
            ]
        );

    private static string[] Context =>
        [
            "--subscription-id",
            Subscription,
            "--tenant-id",
            Tenant,
            "--resource-group",
            ResourceGroup,
            "--location",
            "westeurope",
        ];

    private static DeploymentPlan Read(string snapshot)
    {
        var json = JsonElement.Parse(snapshot);
        // One would say that a part of the deployment could not be predicted.
        Assert.Empty(json.GetProperty("diagnostics").EnumerateArray());
        return new DeploymentPlan(
            [
                .. json.GetProperty("predictedResources")
                    .EnumerateArray()
                    .Select(resource => new PlannedResource(resource)),
            ],
            json.TryGetProperty("outputs", out var outputs) ? outputs : default
        );
    }
}
