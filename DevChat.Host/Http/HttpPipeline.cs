using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Http;

/// <summary>
/// The code around the function of every HTTP request. Returns the answer that takes the place of the function's
/// own, or null when that one stands.
/// </summary>
internal delegate Task<IActionResult?> HttpPipeline(
    HttpContext http,
    FunctionDefinition function,
    Func<Task> run
);
