using Azure.Storage.Blobs;
using DevChat.Host.Runtime;

namespace DevChat.Host.Timers;

/// <summary>The blobs that coordinate the hosts of one app. Their container and names are the same as on Azure.</summary>
internal sealed class HostBlobs(Storage storage)
{
    private BlobContainerClient? _container;

    public BlobClient Lock(string function) =>
        Container.GetBlobClient($"locks/{storage.HostId}/{function}.Listener");

    public BlobClient Status(string function) =>
        Container.GetBlobClient($"timers/{storage.HostId}/{function}/status");

    public Task CreateAsync(CancellationToken cancellationToken) =>
        Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    private BlobContainerClient Container => _container ??= Create();

    private BlobContainerClient Create()
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(5);
        return new(storage.ConnectionString, "azure-webjobs-hosts", options);
    }
}
