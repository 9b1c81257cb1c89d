using DevChat.Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace DevChat.Tests.Configuration;

/// <summary>What both hosts say of settings that are wrong, before they start anything.</summary>
public sealed class SettingsCheckTests
{
    /// <summary>What a failure must never repeat.</summary>
    private const string Hidden = "hidden";

    private static readonly IReadOnlyDictionary<string, string?> Right = new Dictionary<
        string,
        string?
    >
    {
        ["ConnectionStrings:Postgres"] = "Host=db;Username=ada;Password=q7;Database=devchat",
        ["ConnectionStrings:Redis"] = "redis:6379,password=q7",
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["AzureSignalRConnectionString"] =
            "Endpoint=https://chat.service.signalr.net;AccessKey=cTc=;Version=1.0;",
        ["Jwt:Secret"] = "Zt4+0nHb2kQf7yXw1LrVd9sMuPzGc6Ji",
        ["Jwt:AlsoAccepted"] = "",
        ["Jwt:Lifetime"] = "08:00:00",
        ["Users:Directory"] = "roommates",
        ["Cors:AllowedOrigins:0"] = "https://chat.example.org",
        ["Cors:AllowedOrigins:1"] = "http://localhost:5173",
        ["Cors:AllowedOrigins:2"] = "*",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
            "InstrumentationKey=5f5d2f54-3f2c-4bd7-a3e4-0d5f0a8c9f10;IngestionEndpoint=https://a.in.applicationinsights.azure.com/;LiveEndpoint=https://a.livediagnostics.monitor.azure.com/",
    };

    public static TheoryData<string, string> Wrong =>
        new()
        {
            { "ConnectionStrings:Postgres", "" },
            { "ConnectionStrings:Postgres", Hidden },
            { "ConnectionStrings:Postgres", "Host=db;Password=a;hidden=1" },
            { "ConnectionStrings:Postgres", "Host=db;Port=hidden" },
            { "ConnectionStrings:Postgres", "Database=devchat;Password=hidden" },
            { "ConnectionStrings:Redis", "" },
            { "ConnectionStrings:Redis", "redis:6379,password=a,hidden=b" },
            { "ConnectionStrings:Redis", "password=hidden" },
            { "AzureWebJobsStorage", "" },
            { "AzureWebJobsStorage", Hidden },
            { "AzureWebJobsStorage", "AccountName=ada;AccountKey=hidden!" },
            { "AzureSignalRConnectionString", "" },
            { "AzureSignalRConnectionString", Hidden },
            { "AzureSignalRConnectionString", "Endpoint=https://chat.example;Version=1.0;" },
            { "AzureSignalRConnectionString", "Endpoint=chat;AccessKey=hidden" },
            { "Jwt:Secret", "" },
            { "Jwt:Secret", Hidden },
            { "Jwt:AlsoAccepted", Hidden },
            { "Jwt:AlsoAccepted", "Zt4+0nHb2kQf7yXw1LrVd9sMuPzGc6Ji" },
            { "Jwt:Lifetime", Hidden },
            { "Jwt:Lifetime", "-1.00:00:00" },
            { "Jwt:Lifetime", "00:00:00" },
            { "Jwt:Lifetime", "366.00:00:00" },
            { "Passwords:WorkFactor", "3" },
            { "Passwords:WorkFactor", "17" },
            { "Passwords:AtOnce", "0" },
            { "Passwords:AtOnce", "65" },
            { "Connections:PerUser", "0" },
            { "Connections:PerSession", "10001" },
            { "ClientAddress:TrustedProxies", "-1" },
            { "RateLimits:Enabled", "perhaps" },
            { "RateLimits:LoginPerAccount", "0" },
            { "RateLimits:LoginPerAccount", "abc" },
            { "RateLimits:LoginPerAccount", "" },
            { "RateLimits:SendPerUser", "1000001" },
            { "RateLimits:LoginPerAccountEverywhere", "0" },
            { "RateLimits:InvitesPerUser", "0" },
            { "RateLimits:RenamesPerUser", "1000001" },
            { "Users:Directory", "" },
            { "Users:Directory", Hidden },
            { "Users:Directory", "7" },
            { "Cors:AllowedOrigins:1", "https://chat.example.org/" },
            { "Cors:AllowedOrigins:1", "https://chat.example.org/app" },
            { "Cors:AllowedOrigins:1", "https://chat.example.org:443" },
            { "Cors:AllowedOrigins:1", "chat.example.org" },
            { "Cors:AllowedOrigins:1", "ftp://chat.example.org" },
            { "AzureWebJobsStorage:queueServiceUri", "http://account.queue.core.windows.net" },
            { "AzureWebJobsStorage:accountName", "https://account" },
            { "AzureWebJobsStorage:clientId", Hidden },
            { "AzureSignalRConnectionString:serviceUri", "chat.service.signalr.net" },
            { "OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317" },
            { "OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://hidden" },
            { "APPLICATIONINSIGHTS_CONNECTION_STRING", Hidden },
            { "APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=hidden" },
            {
                "APPLICATIONINSIGHTS_CONNECTION_STRING",
                "IngestionEndpoint=https://a.in.applicationinsights.azure.com/"
            },
            {
                "APPLICATIONINSIGHTS_CONNECTION_STRING",
                "InstrumentationKey=5f5d2f54-3f2c-4bd7-a3e4-0d5f0a8c9f10;IngestionEndpoint=hidden"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_setting_that_is_wrong_is_named_and_not_repeated(string setting, string value)
    {
        var failure = Assert.Single(Failures((setting, value)));

        Assert.Contains(setting, failure, StringComparison.Ordinal);
        Assert.EndsWith(".", failure, StringComparison.Ordinal);
        Assert.DoesNotContain(Hidden, failure, StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_right_settings_nothing_is_wrong() => Assert.Empty(Failures());

    [Fact]
    public void All_mistakes_are_reported_together()
    {
        var failures = AzureSettings.Failures(
            Configuration(
                [],
                ("RateLimits:LoginPerAccount", "abc"),
                ("RateLimits:LoginPerAddress", "0"),
                ("Cors:AllowedOrigins:0", "/")
            )
        );

        Assert.Equal(8, failures.Count);
        Assert.All(
            [
                "ConnectionStrings:Postgres is not set",
                "ConnectionStrings:Redis is not set",
                "AzureWebJobsStorage is not set",
                "AzureSignalRConnectionString is not set",
                "Jwt:Secret is not set",
                "RateLimits:LoginPerAccount cannot be read",
                "RateLimits:LoginPerAddress must be between 1 and 1000000",
                "Cors:AllowedOrigins:0 is not an origin",
            ],
            expected =>
                Assert.Contains(
                    failures,
                    failure => failure.Contains(expected, StringComparison.Ordinal)
                )
        );
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", "accountName", "devchat123")]
    [InlineData("AzureWebJobsStorage", "queueServiceUri", "https://a.queue.core.windows.net")]
    [InlineData("AzureSignalRConnectionString", "serviceUri", "https://a.service.signalr.net")]
    public void An_identity_stands_in_place_of_a_connection_string(
        string connection,
        string address,
        string value
    )
    {
        (string, string)[] settings =
        [
            (connection, ""),
            ($"{connection}:{address}", value),
            ($"{connection}:clientId", "5f5d2f54-3f2c-4bd7-a3e4-0d5f0a8c9f10"),
        ];

        Assert.Contains($"{connection}:credential", Assert.Single(Failures(settings)));
        Assert.Empty(Failures([.. settings, ($"{connection}:credential", "managedidentity")]));
    }

    private static IReadOnlyList<string> Failures(params (string Name, string Value)[] changed) =>
        AzureSettings.Failures(Configuration(Right, changed));

    private static IConfiguration Configuration(
        IEnumerable<KeyValuePair<string, string?>> settings,
        params IEnumerable<(string Name, string Value)> changed
    ) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings)
            .AddInMemoryCollection(
                changed.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))
            )
            .Build();
}
