using DevChat.Host.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Host.Timers;

/// <summary>Services for timers.</summary>
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
