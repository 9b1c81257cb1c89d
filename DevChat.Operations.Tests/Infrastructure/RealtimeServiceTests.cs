using DevChat.Functions.Realtime;
using DevChat.Testing.Contract;
using DevChat.Testing.Files;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Operations.Tests.Infrastructure;

public sealed class RealtimeServiceTests
{
    private const string SignalR = "Microsoft.SignalRService/signalR";

    public static readonly TheoryData<string> Environments = DeploymentPlans.Names;

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task SignalR_is_serverless_and_knows_no_access_key(string environment)
    {
        var service = (await DeploymentPlans.OfAsync(environment)).Single(SignalR);

        Assert.Equal("True", service.Text("properties.disableLocalAuth"));
        var feature = Assert.Single(service.Properties.Items("features"));
        Assert.Equal(("ServiceMode", "Serverless"), (feature.Text("flag"), feature.Text("value")));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Only_named_origins_may_connect(string environment)
    {
        var service = (await DeploymentPlans.OfAsync(environment)).Single(SignalR);

        var origins = service.At("properties.cors.allowedOrigins").EnumerateArray();
        Assert.NotEmpty(origins);
        Assert.All(
            origins,
            origin => Assert.DoesNotContain("*", origin.GetString(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Calls_and_connections_go_to_the_webhook_with_a_key_that_Key_Vault_keeps()
    {
        var service = (await ServiceAsync(isPrivate: false)).Single(SignalR);

        Assert.Equal("SystemAssigned", service.Text("identity.type"));
        var template = Assert.Single(service.At("properties.upstream.templates").EnumerateArray());
        Assert.Equal(
            "https://func-test.example.org/runtime/webhooks/signalr"
                + "?code={@Microsoft.KeyVault(SecretUri=https://kv-test.example.org/secrets/signalr-extension)}",
            template.Text("urlTemplate")
        );
    }

    [Fact]
    public async Task Upstream_covers_what_functions_are_triggered_by()
    {
        var service = (await ServiceAsync(isPrivate: false)).Single(SignalR);

        var template = service.Properties.GetProperty("upstream").Items("templates")[0];
        Assert.Equal(IRealtimeGateway.HubName, template.Text("hubPattern"));
        Assert.Equal(TriggerCategories(), template.Text("categoryPattern")!.Split(','));
        Assert.Equal("*", template.Text("eventPattern"));
    }

    [Fact]
    public async Task In_a_private_network_only_clients_come_from_outside()
    {
        var plan = await ServiceAsync(isPrivate: true);

        Assert.Equal(
            ["ServerConnection", "RESTAPI", "Trace"],
            plan.Single(SignalR)
                .At("properties.networkACLs.publicNetwork.deny")
                .EnumerateArray()
                .Select(kind => kind.GetString())
        );
        var link = plan.Single($"{SignalR}/sharedPrivateLinkResources");
        Assert.Equal("vault", link.Text("properties.groupId"));
        Assert.Contains(
            $"request='{link.Text("properties.requestMessage")}'",
            Repository.Read("infra/scripts/approve-private-link.sh"),
            StringComparison.Ordinal
        );
    }

    private static Task<DeploymentPlan> ServiceAsync(bool isPrivate) =>
        DeploymentPlans.OfModuleAsync(
            "signalr",
            $$"""
            param name = 'sigr-test'
            param location = 'westeurope'
            param tags = {}
            param size = { sku: 'Standard_S1', units: 1 }
            param functionAppHostname = 'func-test.example.org'
            param upstreamKeyUri = 'https://kv-test.example.org/secrets/signalr-extension'
            param allowedOrigins = ['https://stapp-test.example.org']
            param isPrivate = {{(isPrivate ? "true" : "false")}}
            param keyVaultId = '/subscriptions/1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-test'
            """
        );

    private static IEnumerable<string> TriggerCategories() =>
        DeclaredFunctions
            .With<SignalRTriggerAttribute>()
            .Select(function => function.Trigger.Category)
            .Distinct()
            .Order(StringComparer.Ordinal);
}
