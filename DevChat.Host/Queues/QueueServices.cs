using DevChat.Host.Runtime;

namespace DevChat.Host.Queues;

/// <summary>The queue side of the host.</summary>
internal static class QueueServices
{
    public static void AddQueues(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton<QueueClients>();
        services.AddSingleton<QueueSignals>();
        services.AddSingleton(QueueSettings.Of(settings));
        services.AddSingleton<ITriggerBinding, QueueTrigger>();
        services.AddSingleton<IOutputBinding, QueueOutput>();
        services.AddHostedService<QueueListeners>();
    }
}
