namespace DevChat.Host.Runtime;

/// <summary>The storage account that queues and leases live in.</summary>
internal sealed class Storage(IConfiguration configuration)
{
    private const string Setting = "AzureWebJobsStorage";

    /// <summary>Without an account queue and timer triggers are off.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(configuration[Setting]);

    /// <exception cref="InvalidOperationException">No account is configured.</exception>
    public string ConnectionString =>
        IsConfigured
            ? configuration[Setting]!
            : throw new InvalidOperationException(
                $"{Setting} is not set: there is no storage account for queues and timers."
            );

    /// <summary>Distinguishes several apps in one account; the setting is the real host's.</summary>
    public string HostId => configuration["AzureFunctionsWebHost:hostid"] ?? "devchat-localhost";
}
