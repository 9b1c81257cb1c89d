using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DevChat.Host.Runtime;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Queues;

/// <summary>Runs a function for the messages of its queue, and then deletes, retries or poisons them.</summary>
internal sealed class QueueFunction(
    HostedFunction function,
    QueueClient queue,
    QueueClient poison,
    QueueSettings settings,
    FunctionInvoker invoker,
    TimeProvider clock,
    ILogger logger
)
{
    /// <summary>
    /// Deletes a message after success. A failed message becomes visible again after the retry pause; after the last
    /// attempt it moves to the poison queue. Never throws: if storage does not answer, the message becomes visible
    /// again when its lease expires.
    /// </summary>
    public async Task HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var (failure, receipt) = await RunAsync(message, cancellationToken);
            if (failure is null)
            {
                await queue.DeleteMessageAsync(message.MessageId, receipt, cancellationToken);
            }
            else if (failure is FormatException || message.DequeueCount >= settings.MaxDequeueCount)
            {
                await PoisonAsync(message, receipt, failure, cancellationToken);
            }
            else
            {
                await RetryAsync(message, receipt, failure, cancellationToken);
            }
        }
        catch (Exception failure)
        {
            logger.LogWarning(
                failure,
                "Message {Message} of {Queue} could not be settled; it will come back",
                message.MessageId,
                queue.Name
            );
        }
    }

    private async Task<(Exception? Failure, string Receipt)> RunAsync(
        QueueMessage message,
        CancellationToken cancellationToken
    )
    {
        Exception? failure;
        var lease = new MessageLease(queue, message, clock);
        await using (lease)
        {
            failure = await FailureOfAsync(message, cancellationToken);
        }

        return (failure, lease.Receipt);
    }

    private async Task<Exception?> FailureOfAsync(
        QueueMessage message,
        CancellationToken cancellationToken
    )
    {
        if (message.DequeueCount > settings.MaxDequeueCount)
        {
            return new InvalidOperationException("Every host that processed the message crashed.");
        }

        try
        {
            var text = QueueText.Decode(message.MessageText);
            await invoker.InvokeAsync(function, text, cancellationToken);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private async Task RetryAsync(
        QueueMessage message,
        string receipt,
        Exception failure,
        CancellationToken cancellationToken
    )
    {
        logger.LogWarning(
            failure,
            "Function {Function} failed on message {Message}, attempt {Attempt} of {Attempts}",
            function.Name,
            message.MessageId,
            message.DequeueCount,
            settings.MaxDequeueCount
        );
        await queue.UpdateMessageAsync(
            message.MessageId,
            receipt,
            visibilityTimeout: settings.VisibilityTimeout,
            cancellationToken: cancellationToken
        );
    }

    private async Task PoisonAsync(
        QueueMessage message,
        string receipt,
        Exception failure,
        CancellationToken cancellationToken
    )
    {
        logger.LogError(
            failure,
            "Message {Message} of function {Function} goes to {Queue}",
            message.MessageId,
            function.Name,
            poison.Name
        );
        await poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await poison.SendMessageAsync(message.MessageText, cancellationToken);
        await queue.DeleteMessageAsync(message.MessageId, receipt, cancellationToken);
    }
}
