using DevChat.Domain.Accounts;
using DevChat.Domain.Chatrooms;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Sessions;
using DevChat.Domain.Users;
using DevChat.Functions.Http;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>
/// Checks the settings before a host starts. Each failure is a sentence with the name of the setting and a fix. It
/// never contains the value, which may be a secret.
/// </summary>
public static class SettingsCheck
{
    private static readonly (string Name, Type Options)[] Sections =
    [
        ("Jwt", typeof(JwtOptions)),
        ("Passwords", typeof(PasswordOptions)),
        ("Connections", typeof(ConnectionOptions)),
        ("RateLimits", typeof(RateLimitOptions)),
        ("Rooms", typeof(ChatroomOptions)),
        ("Users", typeof(UserOptions)),
        ("ClientAddress", typeof(ClientAddressOptions)),
    ];

    /// <summary>Failures in the settings that both hosts read. A setting that is not set is not a failure.</summary>
    public static IEnumerable<string> Failures(IConfiguration configuration) =>
        [
            .. StoreSettings.Failures(configuration),
            .. Sections.SelectMany(section =>
                SectionCheck.Failures(configuration, section.Name, section.Options)
            ),
            .. SigningSecrets.Failures(configuration),
            .. AllowedOrigins.Failures(configuration),
            .. TelemetrySettings.Failures(configuration),
        ];

    /// <summary>Settings that are not set. For a host that does not provide these services itself.</summary>
    public static IEnumerable<string> Missing(IConfiguration configuration) =>
        [.. StoreSettings.Missing(configuration), .. SigningSecrets.Missing(configuration)];
}
