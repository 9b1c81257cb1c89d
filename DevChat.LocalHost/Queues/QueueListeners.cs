using DevChat.LocalHost.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevChat.LocalHost.Queues;

/// <summary>Listens to the queue of every function with a queue trigger.</summary>
internal sealed class QueueListeners(
    FunctionCatalogue catalogue,
    FunctionInvoker invoker,
    HostSettings settings,
    Storage storage,
    QueueClients clients,
    QueueBells bells,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<QueueListeners> logger
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        storage.IsConfigured
            ? Task.WhenAll(
                catalogue
                    .With<QueueTriggerAttribute>()
                    .Select(entry => Listener(entry.Function, entry.Trigger))
                    .Select(listener =>
                        listener.RunAsync(stoppingToken, lifetime.ApplicationStopped)
                    )
            )
            : Task.CompletedTask;

    private QueueListener Listener(HostedFunction function, QueueTriggerAttribute trigger)
    {
        var name = SettingReference.Resolve(configuration, trigger.QueueName);
        var queue = clients.Get(name);
        return new(
            queue,
            new(function, queue, clients.Poison(name), settings.Queues, invoker, time, logger),
            bells,
            settings.Queues,
            new(logger, $"Queue {name}")
        );
    }
}
