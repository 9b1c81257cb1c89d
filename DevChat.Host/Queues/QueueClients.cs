using System.Collections.Concurrent;
using Azure.Storage.Queues;
using DevChat.Host.Runtime;

namespace DevChat.Host.Queues;

/// <summary>
/// One client for each queue. <see cref="QueueText"/> encodes the messages, so that a message that is not base64 can
/// still be moved.
/// </summary>
internal sealed class QueueClients(Storage storage)
{
    private readonly ConcurrentDictionary<string, QueueClient> _clients = new();

    /// <exception cref="InvalidOperationException">No storage account is configured.</exception>
    public QueueClient Get(string queue) => _clients.GetOrAdd(queue, Create);

    public QueueClient Poison(string queue) => Get($"{queue}-poison");

    private QueueClient Create(string queue)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        return new(storage.ConnectionString, queue, options);
    }
}
