using System.Text.Json;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>Secrets are made by a deployment, kept by Key Vault, and seen by nobody else.</summary>
public sealed class SecretTests
{
    public static readonly TheoryData<string> Environments = DeploymentPlans.Names;

    private static readonly string[] OpensSomething =
    [
        "listKeys",
        "listSecrets",
        "getSecret",
        "newGuid",
        "connectionString",
        "password",
    ];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Outputs_give_addresses_to_clients_and_pipelines(string environment)
    {
        var outputs = (await DeploymentPlans.OfAsync(environment)).Outputs;

        Assert.Equal(
            [
                "API_BASE_URL",
                "APPLICATION_INSIGHTS_NAME",
                "AZURE_RESOURCE_GROUP",
                "DATABASE_ADMIN_NAME",
                "DATABASE_HOST",
                "DATABASE_NAME",
                "FUNCTION_APP_NAME",
                "IDENTITY_NAME",
                "KEY_VAULT_NAME",
                "NEGOTIATE_URL",
                "REDIS_NAME",
                "SIGNALR_HOSTNAME",
                "SIGNALR_NAME",
                "STORAGE_ACCOUNT_NAME",
                "WEBSITE_HOSTNAME",
                "WEBSITE_NAME",
            ],
            outputs.Fields().Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Outputs_carry_no_secret(string environment)
    {
        var outputs = (await DeploymentPlans.OfAsync(environment)).Outputs.ToString();

        Assert.All(
            OpensSomething,
            word => Assert.DoesNotContain(word, outputs, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task No_key_of_a_resource_is_asked_for(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        Assert.All(
            plan.Resources,
            resource =>
            {
                var text = resource.Json.ToString();
                Assert.DoesNotContain("listKeys", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("AccountKey=", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("AccessKey=", text, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_secret_is_random_and_goes_to_Key_Vault_alone(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        Assert.All(
            plan.Resources,
            resource =>
                Assert.Equal(
                    resource.Type == "Microsoft.KeyVault/vaults/secrets",
                    resource.Json.ToString().Contains("newGuid()", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task A_later_deployment_leaves_secrets_as_they_are()
    {
        var run = await BicepCli.RunAsync(
            InfraFolder.Original,
            "build",
            "modules/key-vault.bicep",
            "--stdout"
        );

        var secrets = JsonElement
            .Parse(run.Output)
            .GetProperty("resources")
            .EnumerateObject()
            .Select(resource => resource.Value)
            .Where(resource => resource.Text("type") == "Microsoft.KeyVault/vaults/secrets")
            .ToList();
        Assert.Equal(3, secrets.Count);
        Assert.All(
            secrets,
            secret => Assert.Equal(["onlyIfNotExists"], secret.GetProperty("@options").Fields())
        );
    }
}
