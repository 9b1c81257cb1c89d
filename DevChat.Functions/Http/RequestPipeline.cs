using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace DevChat.Functions.Http;

/// <summary>What every HTTP request passes through, the same on both hosts.</summary>
public sealed class RequestPipeline
{
    /// <summary>
    /// Runs <paramref name="function"/> for the request. Returns the answer that takes the place of the function's own, or
    /// null when the function's own stands.
    /// </summary>
    public async Task<IActionResult?> InvokeAsync(HttpContext http, Func<Task> function)
    {
        await function();
        return null;
    }
}
