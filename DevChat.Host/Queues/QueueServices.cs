using DevChat.Host.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Host.Queues;

/// <summary>Services for queues.</summary>
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
