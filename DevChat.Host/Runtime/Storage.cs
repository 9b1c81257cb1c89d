using Microsoft.Extensions.Configuration;

namespace DevChat.Host.Runtime;

/// <summary>The storage account of queues and leases.</summary>
internal sealed class Storage(IConfiguration configuration)
{
    private const string Setting = "AzureWebJobsStorage";

    /// <summary>Without a storage account, queue triggers and timer triggers are disabled.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(configuration[Setting]);

    /// <exception cref="InvalidOperationException">No account is configured.</exception>
    public string ConnectionString =>
        IsConfigured
            ? configuration[Setting]!
            : throw new InvalidOperationException(
                $"{Setting} is not set: there is no storage account for queues and timers."
            );

    /// <summary>Separates several apps in one account. The name of the setting is the same as on Azure.</summary>
    public string HostId => configuration["AzureFunctionsWebHost:hostid"] ?? "devchat-localhost";
}
