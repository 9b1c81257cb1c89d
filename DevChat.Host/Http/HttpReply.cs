using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace DevChat.Host.Http;

/// <summary>
/// Writes the answer of a function. Like the Azure worker, it writes action results only. Other objects give an empty
/// body.
/// </summary>
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
