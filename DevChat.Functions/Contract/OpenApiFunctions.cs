using System.Text.Json.Nodes;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Contract;

public sealed class OpenApiFunctions(OpenApiDocument document)
{
    public static readonly Operation OpenApiOperation = new("OpenApi", "This document")
    {
        NeedsNoStore = true,
        Answers =
        [
            Answer.Ok(
                "OpenAPI 3.1, with an ETag.",
                new JsonObject { ["openapi"] = OpenApiDocument.SpecificationVersion }
            ),
            Answer.NotModified(),
        ],
    };

    [Function("OpenApi")]
    [AllowAnonymous]
    [NoRateLimit]
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
