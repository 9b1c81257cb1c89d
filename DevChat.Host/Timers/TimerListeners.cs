using DevChat.Host.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Timers;

/// <summary>Runs a listener for every timer.</summary>
internal sealed class TimerListeners(
    TimerFunctions timers,
    Storage storage,
    HostBlobs blobs,
    TimerStatusStore statuses,
    TimeProvider clock,
    ILogger<TimerListeners> logger
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        storage.IsConfigured
            ? Task.WhenAll(
                timers
                    .All.Select(timer => new TimerListener(
                        timer,
                        blobs,
                        statuses,
                        clock,
                        new(logger, $"Storage of timer {timer.Name}")
                    ))
                    .Select(listener => listener.RunAsync(stoppingToken))
            )
            : Task.CompletedTask;
}
