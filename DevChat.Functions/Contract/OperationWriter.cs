using System.Text.Json;
using System.Text.Json.Nodes;
using DevChat.Functions.Json;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;

namespace DevChat.Functions.Contract;

/// <summary>Writes an operation object of OpenAPI.</summary>
internal sealed class OperationWriter(SchemaCatalogue schemas, ProblemResponses problems)
{
    public const string Bearer = "bearer";

    public JsonObject Write(Operation operation, string tag, string path, FunctionPolicy policy)
    {
        var node = new JsonObject
        {
            ["tags"] = new JsonArray(tag),
            ["operationId"] = JsonNamingPolicy.CamelCase.ConvertName(operation.Function),
            ["summary"] = operation.Summary,
        };
        if (operation.Description is { } description)
        {
            node["description"] = description;
        }

        node["security"] = Security(policy);
        if (Parameters(operation, path) is { Count: > 0 } parameters)
        {
            node["parameters"] = parameters;
        }

        if (operation.Body is { } body)
        {
            node["requestBody"] = new JsonObject
            {
                ["required"] = !operation.IsBodyOptional,
                ["content"] = Content("application/json", body),
            };
        }

        node["responses"] = Responses(operation, policy);
        return node;
    }

    private static JsonArray Security(FunctionPolicy policy) =>
        policy.AllowsAnonymous ? [] : [new JsonObject { [Bearer] = new JsonArray() }];

    private JsonArray Parameters(Operation operation, string path) =>
        [
            .. PathNames.ParametersOf(path).Zip(operation.Route, InPath),
            .. operation.Query is { } query ? InQuery(query) : [],
        ];

    private static JsonObject InPath(string name, RouteParameter parameter) =>
        new()
        {
            ["name"] = name,
            ["in"] = "path",
            ["required"] = true,
            ["description"] = parameter.Description,
            ["schema"] = new JsonObject { ["type"] = parameter.Type },
        };

    private IEnumerable<JsonObject> InQuery(object query)
    {
        var examples = WireJson.ToElement(query);
        foreach (var (name, schema) in (JsonObject)schemas.Describe(query.GetType())["properties"]!)
        {
            var copy = (JsonObject)schema!.DeepClone();
            copy.ForbidNull();
            copy.Remove("description");
            var parameter = new JsonObject
            {
                ["name"] = name,
                ["in"] = "query",
                ["description"] = schema["description"]?.DeepClone(),
                ["schema"] = copy,
            };
            if (examples.GetProperty(name) is { ValueKind: not JsonValueKind.Null } example)
            {
                parameter["example"] = JsonSerializer.SerializeToNode(example);
            }

            yield return parameter;
        }
    }

    private JsonObject Responses(Operation operation, FunctionPolicy policy)
    {
        var responses = operation.Answers.ToDictionary(
            answer => answer.Status,
            answer => Response(answer, policy)
        );
        foreach (
            var ofStatus in CommonRefusals
                .Of(operation, policy)
                .Concat(operation.Refusals)
                .GroupBy(ErrorStatus.Of)
        )
        {
            responses.Add(ofStatus.Key, problems.Refer(ofStatus.Key, [.. ofStatus]));
        }

        return new JsonObject(
            responses
                .OrderBy(response => response.Key)
                .Select(response =>
                    KeyValuePair.Create($"{response.Key}", (JsonNode?)response.Value)
                )
        );
    }

    private JsonObject Response(Answer answer, FunctionPolicy policy)
    {
        var response = new JsonObject
        {
            ["description"] = answer.Meaning,
            ["headers"] = ResponseHeaders.Refer(
                policy.IsLimited ? ResponseHeaders.OfLimited : ResponseHeaders.OfAll
            ),
        };
        if (answer.HasBody)
        {
            response["content"] = Content(answer.MediaType, answer.Example);
        }

        return response;
    }

    private JsonObject Content(string mediaType, object? example) =>
        new()
        {
            [mediaType] = example is null
                ? new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } }
                : new JsonObject
                {
                    ["schema"] = schemas.Refer(example.GetType()),
                    ["example"] = JsonSerializer.SerializeToNode(
                        example,
                        example.GetType(),
                        WireJson.Options
                    ),
                },
        };
}
