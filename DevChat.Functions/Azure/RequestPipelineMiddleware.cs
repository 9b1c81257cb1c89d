using DevChat.Functions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Functions.Azure;

/// <summary>Runs the worker's HTTP invocations through the <see cref="RequestPipeline"/>. Other invocations skip it.</summary>
public sealed class RequestPipelineMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var pipeline = http.RequestServices.GetRequiredService<RequestPipeline>();
        var answer = await pipeline.InvokeAsync(
            http,
            context.FunctionDefinition,
            () => next(context)
        );
        if (answer is not null)
        {
            context.GetInvocationResult().Value = answer;
        }
    }
}
