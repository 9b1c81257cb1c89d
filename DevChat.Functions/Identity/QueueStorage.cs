using Azure.Storage.Queues;
using DevChat.Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Identity;

/// <summary>
/// Connects to the queues of <c>AzureWebJobsStorage</c> as the Functions host does: with a connection string, or else
/// with an identity.
/// </summary>
internal static class QueueStorage
{
    /// <exception cref="InvalidOperationException">Neither is configured.</exception>
    public static QueueServiceClient Connect(IConfiguration configuration)
    {
        // The queue trigger of the Functions host expects Base64.
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        if (StoreSettings.Storage.IsSet(configuration))
        {
            return new(configuration[StoreSettings.Storage.Name], options);
        }

        var identity =
            IdentitySettings.OfQueues(configuration)
            ?? throw new InvalidOperationException("AzureWebJobsStorage is not set.");
        return new(identity.Service, Identities.Credential(identity.ClientId), options);
    }
}
