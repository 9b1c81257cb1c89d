using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Http;

/// <summary>
/// Runs around the function of every HTTP request. Returns an answer that replaces the function's answer, or null to
/// keep the function's answer.
/// </summary>
internal delegate Task<IActionResult?> HttpPipeline(
    HttpContext http,
    FunctionDefinition function,
    Func<Task> run
);
