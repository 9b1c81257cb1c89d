using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>Settings that the function app needs in Azure, where nothing provides defaults.</summary>
public static class AzureSettings
{
    private static readonly ConnectionSetting SignalR = new(
        "AzureSignalRConnectionString",
        "it is the connection string of an Azure SignalR Service, or replace it by AzureSignalRConnectionString:serviceUri, :credential and :clientId",
        HasWeakAccessKey
    );

    /// <summary>Messages for all settings that prevent the app from starting. Empty if it can start.</summary>
    public static IReadOnlyList<string> Failures(IConfiguration configuration) =>
        [
            .. SettingsCheck.Missing(configuration),
            .. IdentitySettings.OfSignalR(configuration) is null
                ? SignalR.Missing(configuration)
                : [],
            .. SignalR.Failures(configuration),
            .. SettingsCheck.Failures(configuration),
        ];

    /// <summary>
    /// The connection string of Azure SignalR Service. For an identity, an equivalent connection string is built.
    /// </summary>
    public static string? SignalRConnection(IConfiguration configuration) =>
        !SignalR.IsSet(configuration) && IdentitySettings.OfSignalR(configuration) is { } identity
            ? $"Endpoint={identity.Service.GetLeftPart(UriPartial.Authority)};AuthType=azure.msi;{ClientId(identity)}Version=1.0;"
            : configuration[SignalR.Name];

    private static string ClientId(IdentitySettings identity) =>
        string.IsNullOrEmpty(identity.ClientId) ? "" : $"ClientId={identity.ClientId};";

    private static bool HasWeakAccessKey(string text)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = text };
        _ = new Uri((string)parts["Endpoint"], UriKind.Absolute);
        return !parts.ContainsKey("AuthType") && WeakSecret.IsPublished((string)parts["AccessKey"]);
    }
}
