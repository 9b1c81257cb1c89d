using Npgsql;
using StackExchange.Redis;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>The settings of the function app, with values that Azure would have.</summary>
public sealed class AppSettingTests
{
    private const string Values = """
        param functionAppName = 'func-test'
        param identity = { clientId: 'client-1', principalId: 'object-1', name: 'id-test' }
        param storageAccountName = 'sttest'
        param signalRHostname = 'sigr-test.service.signalr.net'
        param database = { host: 'psql-test.example.org', port: 6432, name: 'devchat' }
        param redis = { host: 'redis-test.example.org', port: 10000 }
        param applicationInsights = 'InstrumentationKey=public-1'
        param jwtSecretUri = 'https://kv-test.example.org/secrets/jwt-secret'
        """;

    private const string NoMore = """

        param jwtAlsoAcceptedUri = ''
        param allowedOrigins = ['https://stapp-test.example.org']
        param otlpEndpoint = ''
        """;

    private const string Everything = """

        param jwtAlsoAcceptedUri = 'https://kv-test.example.org/secrets/jwt-also-accepted'
        param allowedOrigins = ['https://stapp-test.example.org', 'https://chat.example.org']
        param otlpEndpoint = 'https://collector.example.org'
        """;

    [Fact]
    public async Task Every_setting_names_a_store_or_an_identity_and_none_is_a_secret() =>
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["ManagedIdentity__ClientId"] = "client-1",
                ["AzureWebJobsDisableHomepage"] = "true",
                ["AzureWebJobsStorage__accountName"] = "sttest",
                ["AzureWebJobsStorage__credential"] = "managedidentity",
                ["AzureWebJobsStorage__clientId"] = "client-1",
                ["AzureSignalRConnectionString__serviceUri"] =
                    "https://sigr-test.service.signalr.net",
                ["AzureSignalRConnectionString__credential"] = "managedidentity",
                ["AzureSignalRConnectionString__clientId"] = "client-1",
                ["AzureSignalRServiceTransportType"] = "Persistent",
                ["ConnectionStrings__Postgres"] =
                    "Host=psql-test.example.org;Port=6432;Database=devchat;Username=id-test;"
                    + "SSL Mode=VerifyFull;Max Auto Prepare=0;Maximum Pool Size=40",
                ["ConnectionStrings__Redis"] =
                    "redis-test.example.org:10000,ssl=true,user=object-1",
                ["Jwt__Secret"] =
                    "@Microsoft.KeyVault(SecretUri=https://kv-test.example.org/secrets/jwt-secret)",
                ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=public-1",
                ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] =
                    "ClientId=client-1;Authorization=AAD",
                ["ClientAddress__TrustedProxies"] = "1",
                ["Cors__AllowedOrigins__0"] = "https://stapp-test.example.org",
            },
            await SettingsAsync(NoMore)
        );

    [Fact]
    public async Task Optional_settings_are_added()
    {
        var settings = await SettingsAsync(Everything);

        Assert.Equal(
            "@Microsoft.KeyVault(SecretUri=https://kv-test.example.org/secrets/jwt-also-accepted)",
            settings["Jwt__AlsoAccepted"]
        );
        Assert.Equal("https://chat.example.org", settings["Cors__AllowedOrigins__1"]);
        Assert.Equal("https://collector.example.org", settings["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    }

    [Fact]
    public async Task Npgsql_reads_a_pooler_behind_a_verified_certificate_and_no_password()
    {
        var settings = await SettingsAsync(NoMore);

        var postgres = new NpgsqlConnectionStringBuilder(settings["ConnectionStrings__Postgres"]);
        Assert.Equal(6432, postgres.Port);
        Assert.Equal(SslMode.VerifyFull, postgres.SslMode);
        Assert.Equal(0, postgres.MaxAutoPrepare);
        Assert.Null(postgres.Password);
    }

    [Fact]
    public async Task Statements_are_prepared_without_a_pooler()
    {
        var settings = await SettingsAsync(
            NoMore,
            Values.Replace("6432", "5432", StringComparison.Ordinal)
        );

        var postgres = new NpgsqlConnectionStringBuilder(settings["ConnectionStrings__Postgres"]);
        Assert.Equal(5432, postgres.Port);
        Assert.Equal(100, postgres.MaxAutoPrepare);
    }

    [Fact]
    public async Task StackExchange_Redis_reads_a_user_behind_TLS_and_no_password()
    {
        var settings = await SettingsAsync(NoMore);

        var redis = ConfigurationOptions.Parse(settings["ConnectionStrings__Redis"]!);
        Assert.True(redis.Ssl);
        Assert.Equal("object-1", redis.User);
        Assert.Null(redis.Password);
    }

    private static async Task<Dictionary<string, string?>> SettingsAsync(
        string optional,
        string values = Values
    )
    {
        var plan = await DeploymentPlans.OfModuleAsync("app-settings", values + optional);
        return plan.Single("Microsoft.Web/sites/config")
            .Properties.EnumerateObject()
            .ToDictionary(setting => setting.Name, setting => setting.Value.GetString());
    }
}
