using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Http;

/// <summary>Answers a browser's preflight request on every route. The request pipeline adds the headers.</summary>
public sealed class PreflightFunctions
{
    [Function("Preflight")]
    [AllowAnonymous]
    [NoRateLimit]
    public IActionResult Preflight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "{*path}")]
            HttpRequest request
    ) => Answers.NoContent();
}
