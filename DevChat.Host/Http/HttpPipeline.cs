using Microsoft.AspNetCore.Mvc;

namespace DevChat.Host.Http;

/// <summary>
/// The code around the function of every HTTP request. Returns the answer that takes the place of the function's
/// own, or null when that one stands.
/// </summary>
internal delegate Task<IActionResult?> HttpPipeline(
    HttpContext http,
    string functionName,
    Func<Task> function
);
