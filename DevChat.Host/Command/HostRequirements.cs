using DevChat.Functions.Settings;
using DevChat.Host.Http;
using DevChat.Host.Realtime;
using DevChat.Host.Runtime;
using Microsoft.Extensions.Configuration;

namespace DevChat.Host.Command;

/// <summary>Checks the settings that the host needs to start.</summary>
public static class HostRequirements
{
    /// <param name="configuration">All settings.</param>
    /// <param name="further">Failures that the caller has found, one line each.</param>
    /// <exception cref="StartException">Names every wrong setting, with a fix.</exception>
    public static void Check(IConfiguration configuration, params IEnumerable<string> further)
    {
        string[] failures =
        [
            .. further,
            .. SettingsCheck.Failures(configuration),
            .. HubTopology.Failures(configuration),
            .. HostLimits.Failures(configuration),
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
                "AzureWebJobsStorage: this host takes a connection string only, not the settings of an identity.",
            ]
            : [];
}
