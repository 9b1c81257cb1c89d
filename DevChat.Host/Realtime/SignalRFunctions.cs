using System.Collections.Frozen;
using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Realtime;

/// <summary>The functions with a SignalR trigger. Names of targets are not case-sensitive, as on Azure.</summary>
internal sealed class SignalRFunctions
{
    private readonly FrozenDictionary<string, HostedFunction> _functions;
    private readonly FunctionInvoker _invoker;
    private readonly CancellationToken _hostStopped;
    private readonly ILogger _logger;

    /// <exception cref="InvalidOperationException">A trigger has an unknown hub, or two functions have the same event.</exception>
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

    /// <summary>Runs the function for a connection event, if there is one. A failure is only logged.</summary>
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

    /// <summary>True if there is a function for the message.</summary>
    public bool Take(SignalRInvocationContext message) => _functions.ContainsKey(Key(message));

    /// <summary>
    /// Runs the function for a client's message and returns its reply, or a <see cref="CallFailure"/> if it failed.
    /// Azure's host sends the stack trace to the client; this host only sends the name of the function.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no function for it.</exception>
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
