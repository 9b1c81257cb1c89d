using System.Text.Json;
using System.Text.Json.Nodes;
using DevChat.Domain.Errors;
using DevChat.Functions.Http;
using DevChat.Functions.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace DevChat.Functions.Contract;

/// <summary>
/// The errors of one status as a response object. If the errors are the same for all operations, the object is shared.
/// </summary>
internal sealed class ProblemResponses(SchemaCatalogue schemas)
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    private readonly SortedDictionary<string, JsonObject> _shared = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, JsonObject> Shared => _shared;

    public JsonObject Refer(int status, IReadOnlyList<Error> errors)
    {
        if (!CommonRefusals.AreShared(errors))
        {
            return Describe(status, errors);
        }

        var name = ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal);
        _shared.TryAdd(name, Describe(status, errors));
        return new JsonObject { ["$ref"] = $"#/components/responses/{name}" };
    }

    private JsonObject Describe(int status, IReadOnlyList<Error> errors) =>
        new()
        {
            ["description"] = string.Join(" ", errors.Select(error => error.Detail)),
            ["headers"] = ResponseHeaders.Refer(Headers(status, errors)),
            ["content"] = new JsonObject
            {
                [Problem.MediaType] = new JsonObject
                {
                    ["schema"] = Schema(status, errors),
                    ["examples"] = Examples(errors),
                },
            },
        };

    private static IEnumerable<string> Headers(int status, IReadOnlyList<Error> errors) =>
        [
            .. status == StatusCodes.Status429TooManyRequests
                ? ResponseHeaders.OfLimited
                : ResponseHeaders.OfAll,
            .. errors.Any(error => error.RetryAfter is not null)
                ? [ResponseHeaders.RetryAfter]
                : Array.Empty<string>(),
        ];

    private JsonObject Schema(int status, IReadOnlyList<Error> errors) =>
        new()
        {
            ["allOf"] = new JsonArray(
                schemas.Refer(typeof(Problem)),
                new JsonObject
                {
                    ["properties"] = new JsonObject
                    {
                        ["status"] = new JsonObject { ["const"] = status },
                        ["code"] = new JsonObject
                        {
                            ["enum"] = new JsonArray([
                                .. errors
                                    .Select(error => error.Code)
                                    .Distinct()
                                    .Select(code => JsonValue.Create(code)),
                            ]),
                        },
                    },
                }
            ),
        };

    private static JsonObject Examples(IReadOnlyList<Error> errors) =>
        new(
            errors
                .DistinctBy(error => error.Code)
                .Select(error =>
                    KeyValuePair.Create(
                        error.Code,
                        (JsonNode?)
                            new JsonObject
                            {
                                ["value"] = JsonSerializer.SerializeToNode(
                                    Problem.Of(error, TraceId),
                                    WireJson.Options
                                ),
                            }
                    )
                )
        );
}
