using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Timers;

/// <summary>All functions with a timer trigger.</summary>
internal sealed class TimerFunctions : IDisposable
{
    /// <exception cref="FormatException">A schedule cannot be parsed.</exception>
    public TimerFunctions(
        FunctionCatalogue catalogue,
        FunctionInvoker invoker,
        IConfiguration configuration,
        ILogger<TimerFunctions> logger
    ) =>
        All = [
            .. catalogue
                .With<TimerTriggerAttribute>()
                .Select(entry => new TimerFunction(
                    entry.Function,
                    entry.Trigger,
                    TimerSchedule.Parse(
                        SettingReference.Resolve(configuration, entry.Trigger.Schedule)
                    ),
                    invoker,
                    logger
                )),
        ];

    public IReadOnlyList<TimerFunction> All { get; }

    /// <summary>The timer with this name, which is not case-sensitive. Null if there is none.</summary>
    public TimerFunction? Find(string name) =>
        All.FirstOrDefault(timer =>
            string.Equals(timer.Name, name, StringComparison.OrdinalIgnoreCase)
        );

    public void Dispose()
    {
        foreach (var timer in All)
        {
            timer.Dispose();
        }
    }
}
