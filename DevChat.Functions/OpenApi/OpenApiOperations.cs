using System.Text.Json.Nodes;
using DevChat.Functions.Http;

namespace DevChat.Functions.OpenApi;

internal static class OpenApiOperations
{
    public static readonly OperationGroup Group = new(
        "Description",
        "The API about itself.",
        [
            new("OpenApi", "This document")
            {
                AsksNoStore = true,
                Answers =
                [
                    Answer.Ok(
                        "OpenAPI 3.1, with an ETag.",
                        new JsonObject { ["openapi"] = OpenApiDocument.SpecificationVersion }
                    ),
                    Answer.NotModified(),
                ],
            },
        ]
    );
}
