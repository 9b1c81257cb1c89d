using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.OpenApi;

public sealed class OpenApiFunctions(OpenApiDocument document)
{
    [Function("OpenApi")]
    public IActionResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi.json")]
            HttpRequest request
    )
    {
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=300";
        return new FileContentResult(document.Utf8.ToArray(), "application/json")
        {
            EntityTag = new(document.EntityTag),
        };
    }
}
