using System.Text;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace DevChat.LocalHost.Servers;

/// <summary>Azurite: Azure Storage's blobs and queues.</summary>
public sealed class StorageServer : ServerProcess
{
    internal StorageServer(ServerContext context, NodePackages packages)
        : base("Storage (Azurite)", "storage", packages, context) { }

    public override string Description =>
        $"{Name} on 127.0.0.1:{Port} (blobs) and :{QueuePort} (queues)";

    /// <summary>TCP port of the queue service; the blob service has its own.</summary>
    public int QueuePort { get; private set; }

    private protected override IEnumerable<int> Ports => [Port, QueuePort];

    private string Key => Convert.ToBase64String(Encoding.ASCII.GetBytes(Context.Data.Secret));

    /// <summary>Blobs and queues of an account.</summary>
    /// <exception cref="ArgumentException">No account of this name was asked for.</exception>
    public string ConnectionStringFor(string account) =>
        Context.Options.StorageAccounts.Contains(account)
            ? $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};"
                + $"BlobEndpoint=http://127.0.0.1:{Port}/{account};"
                + $"QueueEndpoint=http://127.0.0.1:{QueuePort}/{account};"
            : throw new ArgumentException($"There is no account {account}.", nameof(account));

    private protected override void ChoosePorts()
    {
        base.ChoosePorts();
        do
        {
            QueuePort = LoopbackPort.Find();
        } while (QueuePort == Port);
    }

    private protected override SupervisedCommand Command(string log)
    {
        var folder = Context.Data.Folder("azurite");
        return new SupervisedCommand
        {
            Command = Packages.Node.Node,
            Arguments =
            [
                Packages.Azurite,
                "--silent",
                "--disableTelemetry",
                "--skipApiVersionCheck",
                "--location",
                folder,
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                $"{Port}",
                "--queueHost",
                "127.0.0.1",
                "--queuePort",
                $"{QueuePort}",
                // Tables are not used, but Azurite always serves them, so it gets any free port.
                "--tableHost",
                "127.0.0.1",
                "--tablePort",
                "0",
            ],
            WorkingDirectory = folder,
            Log = log,
            Environment = new Dictionary<string, string>
            {
                ["AZURITE_ACCOUNTS"] = string.Join(
                    ';',
                    Context.Options.StorageAccounts.Select(account => $"{account}:{Key}")
                ),
            },
        };
    }

    // The requests are signed: if another Azurite used the port, it would refuse them.
    private protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        var connection = ConnectionStringFor(Context.Options.StorageAccounts[0]);
        var blobs = new BlobServiceClient(connection, Once(new BlobClientOptions()));
        var queues = new QueueServiceClient(connection, Once(new QueueClientOptions()));
        await Task.WhenAll(
            blobs.GetPropertiesAsync(cancellationToken),
            queues.GetPropertiesAsync(cancellationToken)
        );
        return true;
    }

    private static TOptions Once<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        return options;
    }
}
