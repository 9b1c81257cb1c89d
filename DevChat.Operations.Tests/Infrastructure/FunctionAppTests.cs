using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Infrastructure;

public sealed class FunctionAppTests
{
    public static readonly TheoryData<string> Environments = DeploymentPlans.Names;

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_app_runs_isolated_on_NET_10_in_Flex_Consumption(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        Assert.Equal("FC1", plan.Single("Microsoft.Web/serverfarms").Text("sku.name"));
        var app = plan.Single("Microsoft.Web/sites");
        Assert.Equal("functionapp,linux", app.Text("kind"));
        Assert.Equal("dotnet-isolated", app.Text("properties.functionAppConfig.runtime.name"));
        Assert.Equal("10.0", app.Text("properties.functionAppConfig.runtime.version"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_package_is_read_and_published_without_a_password(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        var app = plan.Single("Microsoft.Web/sites");
        Assert.Equal("UserAssigned", app.Text("identity.type"));
        Assert.Equal(
            "UserAssignedIdentity",
            app.Text("properties.functionAppConfig.deployment.storage.authentication.type")
        );
        Assert.Equal(
            ["ftp: False", "scm: False"],
            plan.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies")
                .Select(policy => $"{policy.Name.Split('/')[1]}: {policy.Text("properties.allow")}")
        );
    }

    [Theory]
    [InlineData(DeploymentPlans.Dev, 0)]
    [InlineData(DeploymentPlans.Staging, 1)]
    [InlineData(DeploymentPlans.Production, 2)]
    public async Task Instances_wait_for_requests_where_nobody_should(string environment, int count)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        var ready = plan.Single("Microsoft.Web/sites")
            .At("properties.functionAppConfig.scaleAndConcurrency.alwaysReady")
            .EnumerateArray();
        Assert.Equal(
            count == 0 ? [] : [("http", (long)count)],
            ready.Select(group => (group.Text("name")!, group.Number("instanceCount")))
        );
    }

    /// <summary>Flex Consumption refuses these, or ignores them: functionAppConfig says it instead.</summary>
    [Theory]
    [MemberData(nameof(Environments))]
    public async Task No_setting_is_one_that_Flex_Consumption_does_not_take(string environment)
    {
        var settings = (await DeploymentPlans.OfAsync(environment))
            .Single("Microsoft.Web/sites/config")
            .Text("properties");

        Assert.All(
            (string[])
                [
                    "FUNCTIONS_WORKER_RUNTIME",
                    "FUNCTIONS_EXTENSION_VERSION",
                    "FUNCTIONS_WORKER_PROCESS_COUNT",
                    "WEBSITE_RUN_FROM_PACKAGE",
                    "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
                    "WEBSITE_CONTENTSHARE",
                    "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
                    "WEBSITE_TIME_ZONE",
                    "SCM_DO_BUILD_DURING_DEPLOYMENT",
                    "ENABLE_ORYX_BUILD",
                ],
            name => Assert.DoesNotContain(name, settings, StringComparison.OrdinalIgnoreCase)
        );
    }
}
