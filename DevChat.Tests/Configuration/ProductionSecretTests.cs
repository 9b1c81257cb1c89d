using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using DevChat.Functions.Settings;
using DevChat.Testing.Apps;
using DevChat.Testing.Files;
using Microsoft.Extensions.Configuration;

namespace DevChat.Tests.Configuration;

/// <summary>No example of this repository, and nothing that is guessed at once, guards anything in production.</summary>
public sealed partial class ProductionSecretTests
{
    private const string ExampleSecret = "a secret for tests, long enough to sign with";

    /// <summary>What the app is given while the reference cannot be followed.</summary>
    private const string Unresolved =
        "@Microsoft.KeyVault(SecretUri=https://kv-1.vault.azure.net/secrets/jwt-secret)";

    public static TheoryData<string, string> Weak =>
        new()
        {
            { "Jwt:Secret", DevChatApp.ExampleSecret },
            { "Jwt:Secret", new string('x', 64) },
            { "Jwt:Secret", "12341234123412341234123412341234" },
            { "Jwt:Secret", "ChangeMe-ChangeMe-ChangeMe-ChangeMe-0123456789" },
            { "Jwt:Secret", SampleAccessKey() },
            { "Jwt:Secret", Unresolved },
            { "Jwt:AlsoAccepted", DevChatApp.ExampleSecret },
            { "Jwt:AlsoAccepted", Unresolved },
            { "ConnectionStrings:Postgres", $"Host=db;Password={ComposePassword()}" },
            { "ConnectionStrings:Postgres", "Host=db;Username=postgres;Password=postgres" },
            { "ConnectionStrings:Redis", "redis:6379,password=changeme" },
            { "AzureSignalRConnectionString", Sample("AzureSignalRConnectionString") },
        };

    [Theory]
    [MemberData(nameof(Weak))]
    public void A_weak_secret_is_refused_in_production_only(string setting, string value)
    {
        Assert.Contains(setting, Assert.Single(Refusals(setting, value)));
        Assert.DoesNotContain(value, Assert.Single(Refusals(setting, value)));
        Assert.Empty(Refusals(setting, value, ("DOTNET_ENVIRONMENT", "Development")));
    }

    [Fact]
    public void A_random_secret_is_taken()
    {
        for (var n = 0; n < 100; n++)
        {
            Assert.Empty(Refusals("Jwt:Secret", RandomNumberGenerator.GetHexString(64)));
            Assert.Empty(
                Refusals("Jwt:Secret", Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)))
            );
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "DOTNET_ENVIRONMENT=Staging")]
    [InlineData(true, "DOTNET_ENVIRONMENT=Production", "AZURE_FUNCTIONS_ENVIRONMENT=Development")]
    [InlineData(true, "AZURE_FUNCTIONS_ENVIRONMENT=Staging", "ASPNETCORE_ENVIRONMENT=Development")]
    [InlineData(false, "DOTNET_ENVIRONMENT=development")]
    [InlineData(false, "AZURE_FUNCTIONS_ENVIRONMENT=Development")]
    [InlineData(false, "ASPNETCORE_ENVIRONMENT=Development")]
    [InlineData(false, "DOTNET_ENVIRONMENT=Development", "ASPNETCORE_ENVIRONMENT=Production")]
    public void It_is_production_unless_the_environment_says_otherwise(
        bool isProduction,
        params string[] environment
    )
    {
        var variables = environment.Select(variable => variable.Split('=')).ToList();

        var refusals = Refusals(
            "Jwt:Secret",
            DevChatApp.ExampleSecret,
            [.. variables.Select(variable => (variable[0], variable[1]))]
        );

        Assert.Equal(isProduction, refusals.Count == 1);
    }

    /// <summary>What is said of the value; that other settings are missing is left out.</summary>
    private static IReadOnlyList<string> Refusals(
        string setting,
        string value,
        params (string Name, string Value)[] environment
    ) =>
        [
            .. AzureSettings
                .Failures(
                    new ConfigurationBuilder()
                        .AddInMemoryCollection([
                            new(setting, value),
                            .. environment.Select(variable =>
                                KeyValuePair.Create(variable.Name, (string?)variable.Value)
                            ),
                        ])
                        .Build()
                )
                .Where(failure => !failure.Contains(" is not set", StringComparison.Ordinal)),
        ];

    private static string Sample(string setting) =>
        JsonElement
            .Parse(Repository.Read("local.settings.sample.json"))
            .GetProperty("Values")
            .GetProperty(setting)
            .GetString()!;

    private static string SampleAccessKey() =>
        AccessKey().Match(Sample("AzureSignalRConnectionString")).Groups[1].Value;

    private static string ComposePassword() =>
        DefaultPassword().Match(Repository.Read("docker-compose.yml")).Groups[1].Value;

    [GeneratedRegex("AccessKey=([^;]+)")]
    private static partial Regex AccessKey();

    [GeneratedRegex(@"POSTGRES_PASSWORD:-(\w+)\}")]
    private static partial Regex DefaultPassword();
}
