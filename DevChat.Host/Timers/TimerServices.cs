using DevChat.Host.Runtime;

namespace DevChat.Host.Timers;

/// <summary>The timer side of the host.</summary>
internal static class TimerServices
{
    public static void AddTimers(this IServiceCollection services)
    {
        services.AddSingleton<ITriggerBinding, TimerTrigger>();
        services.AddSingleton<HostBlobs>();
        services.AddSingleton<TimerStatusStore>();
        services.AddSingleton<TimerFunctions>();
        services.AddHostedService<TimerListeners>();
    }
}
