using DevChat.Host.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Queues;

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
    private readonly List<QueueListener> listeners = [];

    /// <exception cref="InvalidOperationException">A queue's name refers to a setting that does not exist.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (storage.IsConfigured)
            listeners.AddRange(
                catalogue
                    .With<QueueTriggerAttribute>()
                    .Select(entry => Listener(entry.Function, entry.Trigger))
            );
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            listeners.Select(listener =>
                listener.RunAsync(stoppingToken, lifetime.ApplicationStopped)
            )
        );

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
