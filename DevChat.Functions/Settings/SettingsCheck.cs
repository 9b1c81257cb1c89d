using DevChat.Domain.Accounts;
using DevChat.Domain.Chatrooms;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Sessions;
using DevChat.Domain.Users;
using DevChat.Functions.Http;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>
/// What a host asks before it starts anything. Each failure is a sentence that names the setting and the cure, and repeats
/// nothing of its value, which may be a secret.
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

    /// <summary>All that is wrong with the settings that both hosts read. What is not set is not wrong here.</summary>
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

    /// <summary>What has to be set where the host does not make it itself.</summary>
    public static IEnumerable<string> Missing(IConfiguration configuration) =>
        [.. StoreSettings.Missing(configuration), .. SigningSecrets.Missing(configuration)];
}
