using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>
/// A connection by managed identity, without a secret. The Functions host reads it from the settings below the name of
/// a connection string: the address of the service, <c>credential</c> = <c>managedidentity</c>, and <c>clientId</c>.
/// </summary>
/// <param name="Service">URL of the service.</param>
/// <param name="ClientId">Client id of a user-assigned identity. Null for the system-assigned identity.</param>
internal sealed partial record IdentitySettings(Uri Service, string? ClientId)
{
    private const string Credential = "managedidentity";

    /// <summary>The queues of <c>AzureWebJobsStorage</c>. Null if no identity is configured.</summary>
    public static IdentitySettings? OfQueues(IConfiguration configuration)
    {
        var section = configuration.GetSection("AzureWebJobsStorage");
        var address =
            section["queueServiceUri"]
            ?? (
                section["accountName"] is { } account
                    ? $"https://{account}.queue.core.windows.net"
                    : null
            );
        return Of(section, address);
    }

    /// <summary>Azure SignalR Service. Null if no identity is configured.</summary>
    public static IdentitySettings? OfSignalR(IConfiguration configuration)
    {
        var section = configuration.GetSection("AzureSignalRConnectionString");
        return Of(section, section["serviceUri"]);
    }

    public static IEnumerable<string> Failures(IConfiguration configuration) =>
        [
            .. Failures(configuration.GetSection("AzureWebJobsStorage")),
            .. Failures(configuration.GetSection("AzureSignalRConnectionString")),
            .. NotAGuid(configuration.GetSection("ManagedIdentity:ClientId")),
        ];

    private static IEnumerable<string> NotAGuid(IConfigurationSection clientId) =>
        string.IsNullOrEmpty(clientId.Value) || Guid.TryParse(clientId.Value, out _)
            ? []
            : [$"{clientId.Path} is not the GUID of an identity."];

    private static IdentitySettings? Of(IConfigurationSection section, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var service)
            ? new(service, section["clientId"])
            : null;

    private static IEnumerable<string> Failures(IConfigurationSection section)
    {
        if (section["accountName"] is { } account && !AccountName().IsMatch(account))
        {
            yield return $"{section.Path}:accountName is not the name of a storage account.";
        }

        foreach (var address in (string[])["queueServiceUri", "serviceUri"])
        {
            if (section[address] is { } text && !IsAddress(text))
            {
                yield return $"{section.Path}:{address} is not an address that begins with https://.";
            }
        }

        foreach (var failure in NotAGuid(section.GetSection("clientId")))
        {
            yield return failure;
        }

        if (IsGiven(section) && section["credential"] is not Credential)
        {
            yield return $"{section.Path}:credential must be {Credential}.";
        }
    }

    private static bool IsGiven(IConfigurationSection section) =>
        section.Value is not { Length: > 0 } && section.GetChildren().Any();

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    [GeneratedRegex("^[a-z0-9]{3,24}$")]
    private static partial Regex AccountName();
}
