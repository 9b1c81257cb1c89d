using DevChat.Host.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Http;

/// <summary>Runs a function for the HTTP requests of its route.</summary>
internal sealed class HttpFunction(HostedFunction function, OutputQueue outputs, ILogger logger)
{
    /// <summary>The key under which the worker's <c>GetHttpContext()</c> looks for the request.</summary>
    private const string HttpContextItem = "HttpRequestContext";

    /// <summary>Answers the request. The outputs of the function are sent after the response.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var replySent = new TaskCompletionSource(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        try
        {
            await HttpReply.WriteAsync(http, await RunAsync(http, replySent.Task));
            await http.Response.CompleteAsync();
        }
        catch (Exception failure)
        {
            Fail(http, failure);
        }
        finally
        {
            replySent.SetResult();
        }
    }

    private async Task<object?> RunAsync(HttpContext http, Task replySent)
    {
        var run = new FunctionRun(function, http.RequestServices, http, http.RequestAborted);
        run.Items[HttpContextItem] = http;
        using var span = FunctionSpans.StartForRequest(run);
        var completed = false;
        object? returned = null;
        var replacement = await http.RequestServices.GetRequiredService<HttpPipeline>()(
            http,
            function.Definition,
            async () =>
            {
                returned = await function.InvokeAsync(run);
                completed = true;
            }
        );
        if (completed)
        {
            _ = SendAsync(function.Outputs.Read(returned), replySent);
        }

        return replacement ?? function.Outputs.Reply(returned);
    }

    private async Task SendAsync(IReadOnlyList<Output> toSend, Task replySent)
    {
        try
        {
            await outputs.SendAsync(toSend, replySent);
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "An output of function {Function} failed", function.Name);
        }
    }

    private void Fail(HttpContext http, Exception failure)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            logger.LogDebug(failure, "The caller of {Function} has disconnected", function.Name);
            return;
        }

        Log(failure);
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = failure is BadHttpRequestException bad
            ? bad.StatusCode
            : StatusCodes.Status500InternalServerError;
    }

    /// <summary>
    /// A request that cannot be read is an error of the client, and a client must not be able to fill the log.
    /// </summary>
    private void Log(Exception failure) =>
        logger.Log(
            failure is BadHttpRequestException ? LogLevel.Debug : LogLevel.Error,
            failure,
            "Function {Function} failed",
            function.Name
        );
}
