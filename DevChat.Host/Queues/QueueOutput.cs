using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace DevChat.Host.Queues;

/// <summary>
/// The queue output binding. It writes a text unchanged and anything else as JSON. A collection gives one message for
/// each item.
/// </summary>
internal sealed class QueueOutput(
    QueueClients clients,
    QueueSignals signals,
    IConfiguration configuration,
    IOptions<JsonSerializerOptions> json
) : IOutputBinding
{
    public Type Attribute => typeof(QueueOutputAttribute);

    public void Check(Attribute output, string function) { }

    /// <exception cref="InvalidOperationException">No storage account is configured.</exception>
    /// <exception cref="RequestFailedException">The storage account did not accept a message.</exception>
    public async Task SendAsync(Output output, CancellationToken cancellationToken)
    {
        var binding = (QueueOutputAttribute)output.Binding;
        var queue = SettingReference.Resolve(configuration, binding.QueueName);
        foreach (var item in output.Items)
        {
            await SendAsync(clients.Get(queue), QueueText.Encode(Text(item)), cancellationToken);
        }

        signals.Signal(queue);
    }

    private string Text(object item) =>
        item as string ?? JsonSerializer.Serialize(item, item.GetType(), json.Value);

    private static async Task SendAsync(
        QueueClient queue,
        string message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await queue.SendMessageAsync(message, cancellationToken);
        }
        catch (RequestFailedException missing)
            when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await queue.SendMessageAsync(message, cancellationToken);
        }
    }
}
