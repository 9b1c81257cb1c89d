using Azure.Storage.Queues;
using DevChat.Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Identity;

/// <summary>The queues of <c>AzureWebJobsStorage</c>, as the Functions host finds them: a connection string, or else an identity.</summary>
internal static class QueueStorage
{
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    public static QueueServiceClient Connect(IConfiguration configuration)
    {
        // As the queue trigger of the Functions host reads messages.
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
