using DevChat.Functions.Settings;
using DevChat.LocalHost.Http;
using DevChat.LocalHost.Realtime;
using Microsoft.Extensions.Configuration;

namespace DevChat.LocalHost.Command;

/// <summary>What LocalHost asks of its settings. Stores and a secret that are not set it makes itself.</summary>
internal static class LocalHostSettings
{
    /// <exception cref="StartException">Names every setting that is wrong, and the cure.</exception>
    public static void Require(IConfiguration configuration)
    {
        string[] failures =
        [
            .. SettingsCheck.Failures(configuration),
            .. HubTopology.Failures(configuration),
            .. Forwarding.Failures(configuration),
            .. StorageByIdentity(configuration),
        ];
        if (failures.Length > 0)
        {
            throw new StartException(string.Join(Environment.NewLine, failures));
        }
    }

    private static IEnumerable<string> StorageByIdentity(IConfiguration configuration) =>
        configuration.GetSection("AzureWebJobsStorage").GetChildren().Any()
            ?
            [
                "AzureWebJobsStorage: LocalHost takes a connection string only, not the settings of an identity.",
            ]
            : [];
}
