using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Timers;

/// <summary>A function with a timer trigger. Its runs never overlap on this host.</summary>
internal sealed class TimerFunction(
    HostedFunction function,
    TimerTriggerAttribute trigger,
    TimerSchedule schedule,
    FunctionInvoker invoker,
    ILogger logger
) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public string Name => function.Name;

    public TimerSchedule Schedule => schedule;

    public bool RunOnStartup => trigger.RunOnStartup;

    /// <summary>True if its status is stored, so that a missed run is done later.</summary>
    public bool IsMonitored(DateTimeOffset now) => trigger.UseMonitor && schedule.IsMonitored(now);

    /// <summary>Runs the function once. Throws if it fails.</summary>
    public async Task RunAsync(TimerInfo timer, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await invoker.InvokeAsync(function, timer, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs the function once. A failure is logged; the next occurrence is the next attempt.</summary>
    public async Task TryRunAsync(TimerInfo timer, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(timer, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation("Function {Function} was cancelled", Name);
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Function {Function} failed", Name);
        }
    }

    public void Dispose() => _turn.Dispose();
}
