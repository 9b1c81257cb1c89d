using System.Text.Json.Nodes;
using DevChat.Functions.Requests;

namespace DevChat.Functions.Contract;

/// <summary>The headers of answers.</summary>
internal static class ResponseHeaders
{
    public const string RetryAfter = "Retry-After";

    public static readonly IReadOnlyList<string> OfAll = [RequestIds.Header];

    public static readonly IReadOnlyList<string> OfLimited =
    [
        RequestIds.Header,
        "RateLimit-Limit",
        "RateLimit-Remaining",
        "RateLimit-Reset",
    ];

    public static JsonObject Components() =>
        new()
        {
            [RequestIds.Header] = Header("Finds the request in the logs.", "string"),
            ["RateLimit-Limit"] = Header("Requests that the tightest limit allows.", "integer"),
            ["RateLimit-Remaining"] = Header("How many of them are left.", "integer"),
            ["RateLimit-Reset"] = Header("Seconds until all are there again.", "integer"),
            [RetryAfter] = Header("Seconds to wait before trying again.", "integer"),
        };

    public static JsonObject Refer(IEnumerable<string> names) =>
        new(
            names.Select(name =>
                KeyValuePair.Create(
                    name,
                    (JsonNode?)new JsonObject { ["$ref"] = $"#/components/headers/{name}" }
                )
            )
        );

    private static JsonObject Header(string description, string type) =>
        new()
        {
            ["description"] = description,
            ["schema"] = new JsonObject { ["type"] = type },
        };
}
