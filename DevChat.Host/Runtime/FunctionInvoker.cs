using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Runtime;

/// <summary>Runs functions that were not started by an HTTP request.</summary>
internal sealed class FunctionInvoker(
    IServiceScopeFactory scopes,
    OutputQueue outputs,
    ILogger<FunctionInvoker> logger
)
{
    /// <summary>
    /// Runs the function in its own scope, sends its outputs and returns its reply. Throws if the function or an output
    /// fails, as on Azure.
    /// </summary>
    public async Task<object?> InvokeAsync(
        HostedFunction function,
        object trigger,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var run = new FunctionRun(function, scope.ServiceProvider, trigger, cancellationToken);
        using var span = FunctionSpans.Start(run);
        using var logScope = logger.BeginScope(new FunctionScope(run));
        try
        {
            var returned = await function.InvokeAsync(run);
            await outputs.SendAsync(function.Outputs.Read(returned), Task.CompletedTask);
            return function.Outputs.Reply(returned);
        }
        catch (Exception failure)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            throw;
        }
    }
}
