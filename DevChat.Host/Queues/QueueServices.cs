namespace DevChat.Host.Queues;

/// <summary>The queue side of the host.</summary>
internal static class QueueServices
{
    public static void AddQueues(this IServiceCollection services)
    {
        services.AddSingleton<QueueClients>();
        services.AddSingleton<QueueBells>();
        services.AddSingleton<QueueOutput>();
        services.AddHostedService<QueueListeners>();
    }
}
