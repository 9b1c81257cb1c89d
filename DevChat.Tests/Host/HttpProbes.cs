using DevChat.Host.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Host;

/// <summary>HTTP functions of every shape.</summary>
public sealed class HttpProbes(Probe probe)
{
    [Function("PlainName")]
    public IActionResult PlainName(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request
    ) => new OkObjectResult(new { at = request.Path.Value });

    [Function("AnyMethod")]
    public IResult AnyMethod(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "any")] HttpRequest request
    ) => Results.Text(request.Method);

    [Function("Preflight")]
    public IActionResult Preflight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "{*path}")]
            HttpRequest request
    ) => new StatusCodeResult(StatusCodes.Status204NoContent);

    [Function("RouteValues")]
    public async Task<IActionResult> RouteValues(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "post",
            Route = "rooms/{room:int}/users/{user}"
        )]
            HttpRequest request,
        int room,
        string user,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        return new ContentResult
        {
            Content =
                $"{room} {user} {context.FunctionDefinition.Name} {context.GetHttpContext() == request.HttpContext} {cancellationToken == request.HttpContext.RequestAborted}",
        };
    }

    [Function("Throws")]
    public IActionResult Throws(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request
    ) => throw new InvalidOperationException("secret of the house");

    [Function("Poco")]
    public object Poco([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        "is not written";

    [Function("ReadsBody")]
    public async Task<IActionResult> ReadsBody(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request
    )
    {
        var read = 0L;
        var buffer = new byte[64 * 1024];
        while (
            await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)
                is > 0
                    and var count
        )
        {
            read += count;
        }

        return new OkObjectResult(read);
    }

    [Function("SlowReply")]
    public SeveralOutputs SlowReply(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request
    ) => new(new GatedResult(probe), [new("slow")], null);

    [Function("Named")]
    public SeveralOutputs Named(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "named/{name}")]
            HttpRequest request,
        string name
    ) => new(new OkObjectResult(name), [new($"{name}-1"), new($"{name}-2")], null);

    [Function("OneAction")]
    public SeveralOutputs OneAction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request
    ) => new(new OkResult(), null, new("only"));

    [Function("ThrowsWithOutputs")]
    public SeveralOutputs ThrowsWithOutputs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request
    ) => throw new InvalidOperationException();

    [Function("NoHttpResult")]
    public SeveralOutputs NoHttpResult(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request
    ) => new(null, null, null);
}
