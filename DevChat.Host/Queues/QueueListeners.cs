using DevChat.Functions.Realtime;
using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Queues;

/// <summary>Listens to the queue of every function with a queue trigger.</summary>
internal sealed class QueueListeners(
    FunctionCatalogue catalogue,
    FunctionInvoker invoker,
    QueueSettings settings,
    Storage storage,
    QueueClients clients,
    QueueSignals signals,
    IServiceProvider services,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<QueueListeners> logger
) : BackgroundService
{
    private readonly List<QueueListener> _listeners = [];

    /// <exception cref="InvalidOperationException">A queue's name refers to a setting that does not exist.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (storage.IsConfigured)
        {
            _listeners.AddRange(
                catalogue
                    .With<QueueTriggerAttribute>()
                    .Select(entry => Listener(entry.Function, entry.Trigger))
            );
            services.GetRequiredService<UnreadRecountRequests>().Enqueued += delay =>
                _ = signals.SignalAsync(UnreadRecountMessage.QueueName, delay);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            _listeners.Select(listener =>
                listener.RunAsync(stoppingToken, lifetime.ApplicationStopped)
            )
        );

    private QueueListener Listener(HostedFunction function, QueueTriggerAttribute trigger)
    {
        var name = SettingReference.Resolve(configuration, trigger.QueueName);
        var queue = clients.Get(name);
        return new(
            queue,
            new(function, queue, clients.Poison(name), settings, invoker, clock, logger),
            signals,
            settings,
            new(logger, $"Queue {name}")
        );
    }
}
