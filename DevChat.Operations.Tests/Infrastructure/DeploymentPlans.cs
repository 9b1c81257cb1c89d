using System.Collections.Concurrent;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>Plans, each made once for all tests.</summary>
internal static class DeploymentPlans
{
    public const string Dev = "dev";
    public const string Staging = "staging";
    public const string Production = "production";

    /// <summary>Production with everything that is off in the parameter files.</summary>
    public const string Everything = "everything";

    /// <summary>Production on a database server that was restored.</summary>
    public const string Restored = "restored";

    public const string RestoredServer = "psql-devchat-restored";

    public static readonly TheoryData<string> Names = [Dev, Staging, Production, Everything];

    private static readonly ConcurrentDictionary<string, Lazy<Task<DeploymentPlan>>> Plans = new();

    public static Task<DeploymentPlan> OfAsync(string name) =>
        Plans.GetOrAdd(name, key => new(() => MakeAsync(key))).Value;

    /// <summary>The plan of one module with parameters of the test's own.</summary>
    /// <param name="parameters">As in a parameter file, from its second line on.</param>
    public static Task<DeploymentPlan> OfModuleAsync(string module, string parameters) =>
        Plans
            .GetOrAdd(module + parameters, _ => new(() => MakeModuleAsync(module, parameters)))
            .Value;

    private static async Task<DeploymentPlan> MakeModuleAsync(string module, string parameters)
    {
        using var folder = new InfraFolder();
        folder.Write("module.bicepparam", $"using 'modules/{module}.bicep'\n{parameters}");
        return await DeploymentPlan.OfAsync(folder, "module");
    }

    private static async Task<DeploymentPlan> MakeAsync(string name)
    {
        using var folder = new InfraFolder();
        if (name == Everything)
        {
            folder.Write($"{Everything}.bicepparam", TurnOn(folder.Read("production.bicepparam")));
        }

        if (name == Restored)
        {
            folder.Write(
                $"{Restored}.bicepparam",
                folder.Read("production.bicepparam") + $"param databaseServer = '{RestoredServer}'"
            );
        }

        return await DeploymentPlan.OfAsync(folder, name);
    }

    private static string TurnOn(string production) =>
        production
            .Replace("privateNetwork = false", "privateNetwork = true", StringComparison.Ordinal)
            .Replace("hasReadReplica: false", "hasReadReplica: true", StringComparison.Ordinal)
        + """
            param acceptsSecondJwtKey = true
            param otlpEndpoint = 'https://collector.example.org'
            param additionalOrigins = ['https://chat.example.org']
            """;
}
