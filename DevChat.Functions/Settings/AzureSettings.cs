using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>What the function app asks of its settings in Azure, where nothing is made for it.</summary>
public static class AzureSettings
{
    private static readonly ConnectionSetting SignalR = new(
        "AzureSignalRConnectionString",
        "it is the connection string of an Azure SignalR Service, or in its place AzureSignalRConnectionString:serviceUri, :credential and :clientId",
        HasWeakAccessKey
    );

    /// <summary>All that keeps the app from starting, told together.</summary>
    public static IReadOnlyList<string> Failures(IConfiguration configuration) =>
        [
            .. SettingsCheck.Missing(configuration),
            .. IdentitySettings.OfSignalR(configuration) is null
                ? SignalR.Missing(configuration)
                : [],
            .. SignalR.Failures(configuration),
            .. SettingsCheck.Failures(configuration),
        ];

    private static bool HasWeakAccessKey(string text)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = text };
        _ = new Uri((string)parts["Endpoint"], UriKind.Absolute);
        return !parts.ContainsKey("AuthType") && WeakSecret.IsPublished((string)parts["AccessKey"]);
    }
}
