using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>Where data lies, in every environment: identities only, encrypted on the way, nothing public.</summary>
public sealed class StoreTests
{
    private const string Database = "Microsoft.DBforPostgreSQL/flexibleServers";

    public static readonly TheoryData<string> Environments = DeploymentPlans.Names;

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Storage_knows_no_shared_key_and_no_public_blob(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        var account = plan.Single("Microsoft.Storage/storageAccounts");
        Assert.False(account.Properties.Flag("allowSharedKeyAccess"));
        Assert.False(account.Properties.Flag("allowBlobPublicAccess"));
        Assert.True(account.Properties.Flag("defaultToOAuthAuthentication"));
        var container = plan.Single("Microsoft.Storage/storageAccounts/blobServices/containers");
        Assert.Equal("None", container.Properties.Text("publicAccess"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Deleted_blobs_can_be_restored(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        var blobs = plan.Single("Microsoft.Storage/storageAccounts/blobServices");
        Assert.Equal("True", blobs.Text("properties.deleteRetentionPolicy.enabled"));
        Assert.Equal("True", blobs.Text("properties.containerDeleteRetentionPolicy.enabled"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_resource_requires_TLS_1_2(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        var account = plan.Single("Microsoft.Storage/storageAccounts");
        Assert.Equal("TLS1_2", account.Text("properties.minimumTlsVersion"));
        Assert.Equal("True", account.Text("properties.supportsHttpsTrafficOnly"));
        var app = plan.Single("Microsoft.Web/sites");
        Assert.Equal("1.2", app.Text("properties.siteConfig.minTlsVersion"));
        Assert.Equal("1.2", app.Text("properties.siteConfig.scmMinTlsVersion"));
        Assert.Equal("True", app.Text("properties.httpsOnly"));
        var redis = plan.Single("Microsoft.Cache/redisEnterprise");
        Assert.Equal("1.2", redis.Text("properties.minimumTlsVersion"));
        var configuration = DatabaseConfiguration(plan);
        Assert.Equal("on", configuration["require_secure_transport"]);
        Assert.Equal("TLSv1.2", configuration["ssl_min_protocol_version"]);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task PostgreSQL_takes_identities_and_no_password(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        Assert.All(
            plan.OfType(Database),
            server =>
            {
                Assert.Equal("Enabled", server.Text("properties.authConfig.activeDirectoryAuth"));
                Assert.Equal("Disabled", server.Text("properties.authConfig.passwordAuth"));
                Assert.False(server.Has("properties.administratorLogin"));
                Assert.False(server.Has("properties.administratorLoginPassword"));
            }
        );
        var administrator = plan.Single($"{Database}/administrators");
        Assert.Equal("devchat-dba", administrator.Text("properties.principalName"));
    }

    [Theory]
    [InlineData(DeploymentPlans.Staging)]
    [InlineData(DeploymentPlans.Production)]
    public async Task PostgreSQL_pools_connections_by_transaction(string environment)
    {
        var configuration = DatabaseConfiguration(await DeploymentPlans.OfAsync(environment));

        Assert.Equal("true", configuration["pgbouncer.enabled"]);
        Assert.Equal("transaction", configuration["pgbouncer.pool_mode"]);
    }

    [Fact]
    public async Task PostgreSQL_of_production_outlives_a_zone_and_its_backups_a_region()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Production);

        var server = plan.Single(Database);
        Assert.Equal("18", server.Text("properties.version"));
        Assert.Equal("ZoneRedundant", server.Text("properties.highAvailability.mode"));
        Assert.Equal("Enabled", server.Text("properties.backup.geoRedundantBackup"));
        Assert.Equal("35", server.Text("properties.backup.backupRetentionDays"));
    }

    [Fact]
    public async Task A_read_replica_is_there_if_asked_for()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Everything);

        var replica = Assert.Single(
            plan.OfType(Database),
            server => server.Text("properties.createMode") == "Replica"
        );
        var source = plan.OfType(Database).Single(server => server != replica);
        Assert.Equal(source.Id, replica.Text("properties.sourceServerResourceId"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task PostgreSQL_does_not_log_the_values_of_what_it_refused(string environment)
    {
        var configuration = DatabaseConfiguration(await DeploymentPlans.OfAsync(environment));

        Assert.Equal("terse", configuration["log_error_verbosity"]);
    }

    [Fact]
    public async Task A_restored_server_takes_the_place_of_the_usual_one()
    {
        var usual = await DeploymentPlans.OfAsync(DeploymentPlans.Production);
        var restored = await DeploymentPlans.OfAsync(DeploymentPlans.Restored);

        var name = usual.Single(Database).Name;
        Assert.Equal(DeploymentPlans.RestoredServer, restored.Single(Database).Name);
        Assert.Equal(usual.Resources.Count, restored.Resources.Count);
        Assert.DoesNotContain(
            restored.Resources,
            resource => $"{resource.Json}".Contains(name, StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Redis_takes_identities_and_no_key(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        var database = plan.Single("Microsoft.Cache/redisEnterprise/databases");
        Assert.Equal("Disabled", database.Text("properties.accessKeysAuthentication"));
        Assert.Equal("Encrypted", database.Text("properties.clientProtocol"));
        Assert.Equal("10000", database.Text("properties.port"));
        var access = plan.Single(
            "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments"
        );
        Assert.Contains(
            "principalId",
            access.Text("properties.user.objectId"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Key_Vault_goes_by_roles_and_forgets_nothing_at_once(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        var vault = plan.Single("Microsoft.KeyVault/vaults").Properties;
        Assert.True(vault.Flag("enableRbacAuthorization"));
        Assert.True(vault.Flag("enableSoftDelete"));
        Assert.True(vault.Flag("enablePurgeProtection"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Telemetry_is_taken_from_identities_and_has_a_daily_cap(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        var insights = plan.Single("Microsoft.Insights/components");
        Assert.Equal("True", insights.Text("properties.DisableLocalAuth"));
        var workspace = plan.Single("Microsoft.OperationalInsights/workspaces");
        Assert.Equal("True", workspace.Text("properties.features.disableLocalAuth"));
        Assert.InRange(workspace.At("properties.workspaceCapping.dailyQuotaGb").GetInt32(), 1, 50);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Resources_log_to_the_workspace(string environment)
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        Assert.Equal(
            [
                "Microsoft.Cache/redisEnterprise/databases",
                Database,
                "Microsoft.KeyVault/vaults",
                "Microsoft.SignalRService/signalR",
                "Microsoft.Web/sites",
            ],
            plan.OfType("Microsoft.Insights/diagnosticSettings")
                .Select(setting => plan.Target(setting).Type)
                .Order(StringComparer.Ordinal)
        );
    }

    private static Dictionary<string, string> DatabaseConfiguration(DeploymentPlan plan) =>
        plan.OfType($"{Database}/configurations")
            .ToDictionary(
                setting => setting.Name.Split('/')[^1],
                setting => setting.Text("properties.value")
            );
}
