using System.Text.Json.Nodes;
using DevChat.Functions.Requests;

namespace DevChat.Functions.Contract;

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
            [RequestIds.Header] = Header("Identifies the request in the logs.", "string"),
            ["RateLimit-Limit"] = Header(
                "Number of requests that the tightest limit allows.",
                "integer"
            ),
            ["RateLimit-Remaining"] = Header("Number of requests that are left.", "integer"),
            ["RateLimit-Reset"] = Header(
                "Seconds until the full number is available again.",
                "integer"
            ),
            [RetryAfter] = Header("Seconds to wait before the next attempt.", "integer"),
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
