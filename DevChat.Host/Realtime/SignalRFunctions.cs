using System.Collections.Frozen;
using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Realtime;

/// <summary>The functions that events of the hub start. Targets are found without regard to case, as on the real host.</summary>
internal sealed class SignalRFunctions
{
    private readonly FrozenDictionary<string, HostedFunction> _functions;
    private readonly FunctionInvoker _invoker;
    private readonly CancellationToken _hostStopped;
    private readonly ILogger _logger;

    /// <exception cref="InvalidOperationException">A trigger names an unknown hub, or an event that another one takes.</exception>
    public SignalRFunctions(
        FunctionCatalogue catalogue,
        FunctionInvoker invoker,
        IHostApplicationLifetime lifetime,
        ILogger<SignalRFunctions> logger
    )
    {
        _invoker = invoker;
        _logger = logger;
        _hostStopped = lifetime.ApplicationStopped;
        _functions = ByEvent(catalogue);
    }

    /// <summary>Runs the function for a connection event, if there is one. A failure is logged and harms nobody.</summary>
    public async Task NotifyAsync(SignalRInvocationContext happened)
    {
        if (!_functions.TryGetValue(Key(happened), out var function))
        {
            return;
        }

        try
        {
            await _invoker.InvokeAsync(function, happened, _hostStopped);
        }
        catch (Exception failure)
        {
            _logger.LogError(failure, "Function {Function} failed", function.Name);
        }
    }

    /// <summary>Whether a function takes the message.</summary>
    public bool Take(SignalRInvocationContext message) => _functions.ContainsKey(Key(message));

    /// <summary>
    /// Runs the function for a client's message and returns its reply; <see cref="CallFailure"/> when the function failed.
    /// Unlike the real host, which sends the client the stack trace, it names the function and nothing else.
    /// </summary>
    /// <exception cref="KeyNotFoundException">No function takes it.</exception>
    public async Task<object?> InvokeAsync(SignalRInvocationContext message)
    {
        var function = _functions[Key(message)];
        try
        {
            return await _invoker.InvokeAsync(function, message, _hostStopped);
        }
        catch (Exception failure)
        {
            _logger.LogError(failure, "Function {Function} failed", function.Name);
            return new CallFailure($"Function '{function.Name}' failed.");
        }
    }

    private static FrozenDictionary<string, HostedFunction> ByEvent(FunctionCatalogue catalogue)
    {
        var byEvent = new Dictionary<string, HostedFunction>(StringComparer.OrdinalIgnoreCase);
        foreach (var (function, trigger) in catalogue.With<SignalRTriggerAttribute>())
        {
            Hubs.RequireKnown(trigger.HubName, function.Name);
            if (!byEvent.TryAdd($"{trigger.Category}/{trigger.Event}", function))
            {
                throw new InvalidOperationException(
                    $"Function '{function.Name}': another function takes {trigger.Category}/{trigger.Event} already."
                );
            }
        }
        return byEvent.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static string Key(SignalRInvocationContext happened) =>
        $"{happened.Category}/{happened.Event}";
}
