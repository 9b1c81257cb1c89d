using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;

namespace DevChat.Host.Http;

/// <summary>Writes the answer of a function. Like the real worker it writes results only; other objects leave the body empty.</summary>
internal static class HttpReply
{
    public static Task WriteAsync(HttpContext http, object? reply) =>
        reply switch
        {
            IActionResult result => result.ExecuteResultAsync(ContextOf(http)),
            IResult result => result.ExecuteAsync(http),
            _ => Task.CompletedTask,
        };

    private static ActionContext ContextOf(HttpContext http) =>
        new(http, http.GetRouteData(), new ActionDescriptor());
}
