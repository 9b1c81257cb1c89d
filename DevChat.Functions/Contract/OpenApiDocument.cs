using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevChat.Functions.Http;
using DevChat.Functions.Json;
using DevChat.Functions.OpenApi;
using FluentValidation;

namespace DevChat.Functions.Contract;

/// <summary>The OpenAPI document. It is made at the first request: paths from the functions, schemas from the types.</summary>
public sealed class OpenApiDocument
{
    public const string SpecificationVersion = "3.1.1";

    private readonly Lazy<byte[]> _utf8;
    private readonly Lazy<string> _entityTag;

    /// <param name="services">Provides the validators of the input types.</param>
    public OpenApiDocument(IServiceProvider services)
    {
        _utf8 = new(() =>
            JsonSerializer.SerializeToUtf8Bytes(
                Write(new SchemaCatalogue(type => RulesOf(type, services))),
                WireJson.Options
            )
        );
        _entityTag = new(() =>
            $"\"{Convert.ToHexStringLower(SHA256.HashData(_utf8.Value))[..16]}\""
        );
    }

    public ReadOnlyMemory<byte> Utf8 => _utf8.Value;

    /// <summary>Depends only on the document's content: all instances give the same ETag.</summary>
    public string EntityTag => _entityTag.Value;

    private static IValidator? RulesOf(Type type, IServiceProvider services) =>
        (IValidator?)services.GetService(typeof(IValidator<>).MakeGenericType(type));

    private static JsonObject Write(SchemaCatalogue schemas)
    {
        var problems = new ProblemResponses(schemas);
        var paths = Paths(new OperationWriter(schemas, problems));
        return new JsonObject
        {
            ["openapi"] = SpecificationVersion,
            ["info"] = Info(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api" }),
            ["tags"] = new JsonArray([.. Operations.Groups.Select(Tag)]),
            ["paths"] = paths,
            ["components"] = Components(schemas, problems),
        };
    }

    private static JsonObject Info() =>
        new()
        {
            ["title"] = "DevChat",
            ["version"] = "1.0.0",
            ["description"] =
                "Chat over REST; events over SignalR. Every refusal is a problem document (RFC 9457) with a stable `code`. "
                + "Every route with GET also answers HEAD, without the body.",
            ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
        };

    private static JsonObject Tag(OperationGroup group) =>
        new() { ["name"] = group.Name, ["description"] = group.Description };

    private static JsonObject Paths(OperationWriter writer)
    {
        var routes = HttpRoute.All().ToDictionary(route => route.Function);
        var names = PathNames.Of(routes.Values);
        var paths = new JsonObject();
        foreach (var group in Operations.Groups)
        {
            foreach (var operation in group.Operations)
            {
                var route = routes[operation.Function];
                var path = names[route];
                paths.TryAdd(path, new JsonObject());
                paths[path]![route.Method] = writer.Write(
                    operation,
                    group.Name,
                    path,
                    route.Policy
                );
            }
        }

        return paths;
    }

    private static JsonObject Components(SchemaCatalogue schemas, ProblemResponses problems)
    {
        schemas.Refer(typeof(Problem));
        return new JsonObject
        {
            ["securitySchemes"] = new JsonObject
            {
                [OperationWriter.Bearer] = new JsonObject
                {
                    ["type"] = "http",
                    ["scheme"] = "bearer",
                    ["bearerFormat"] = "JWT",
                },
            },
            ["headers"] = ResponseHeaders.Components(),
            ["responses"] = new JsonObject(
                problems.Shared.Select(shared =>
                    KeyValuePair.Create(shared.Key, (JsonNode?)shared.Value)
                )
            ),
            ["schemas"] = new JsonObject(
                schemas.Schemas.Select(schema =>
                    KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)
                )
            ),
        };
    }
}
