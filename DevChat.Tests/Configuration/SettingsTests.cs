using System.Text.Json;
using System.Text.RegularExpressions;
using DevChat.Domain.Accounts;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Sessions;
using DevChat.Domain.Users;
using DevChat.Functions.Http;
using DevChat.Host.Runtime;
using DevChat.Testing.Files;

namespace DevChat.Tests.Configuration;

/// <summary>The settings that exist, those that are documented and those of the sample are the same.</summary>
public sealed partial class SettingsTests
{
    private static readonly IReadOnlyList<string> Sample =
    [
        .. JsonElement
            .Parse(Repository.Read("local.settings.sample.json"))
            .GetProperty("Values")
            .EnumerateObject()
            .Select(setting => setting.Name)
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_setting_of_the_sample_is_documented_and_the_other_way_round()
    {
        var documented = SettingRow()
            .Matches(Repository.Read("docs/configuration.md"))
            .Select(row => row.Groups["name"].Value)
            .Order(StringComparer.Ordinal);

        Assert.Equal(documented, Sample);
    }

    [Theory]
    [InlineData("Jwt", typeof(JwtOptions))]
    [InlineData("Passwords", typeof(PasswordOptions))]
    [InlineData("Connections", typeof(ConnectionOptions))]
    [InlineData("RateLimits", typeof(RateLimitOptions))]
    [InlineData("Users", typeof(UserOptions))]
    [InlineData("ClientAddress", typeof(ClientAddressOptions))]
    [InlineData("Limits", typeof(HostLimits))]
    public void Every_setting_of_a_section_is_in_the_sample_and_the_other_way_round(
        string section,
        Type options
    )
    {
        var properties = options
            .GetProperties()
            .Select(property => $"{section}__{property.Name}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            properties,
            Sample.Where(name => name.StartsWith($"{section}__", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_sample_has_no_secret_that_somebody_could_leave_as_it_is() =>
        Assert.Equal(
            "",
            JsonElement
                .Parse(Repository.Read("local.settings.sample.json"))
                .GetProperty("Values")
                .GetProperty("Jwt__Secret")
                .GetString()
        );

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();
}
