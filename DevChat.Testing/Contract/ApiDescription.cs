using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevChat.Testing.Contract;

/// <summary>The OpenAPI document, as something to hold answers against.</summary>
public sealed class ApiDescription
{
    private readonly JsonElement _document;

    private ApiDescription(JsonElement document)
    {
        _document = document;
        Check = new SchemaCheck(document);
        Operations =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            select new ApiOperation(operation.Name.ToUpperInvariant(), path.Name, operation.Value),
        ];
    }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public SchemaCheck Check { get; }

    public static ApiDescription Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return new ApiDescription(document.RootElement.Clone());
    }

    /// <summary>Null when the document has no such operation. Of several templates that fit the one with the fewest parameters counts.</summary>
    /// <param name="path">Below the route prefix, with a leading slash.</param>
    public ApiOperation? Find(string method, string path) =>
        Operations
            .Where(operation => operation.Method == method && operation.Fits(path))
            .MinBy(operation => operation.Path.Count(character => character == '{'));

    /// <summary>The response object for the status, with its reference followed; null when the operation has none.</summary>
    public JsonElement? Response(ApiOperation operation, int status)
    {
        if (!operation.Node.GetProperty("responses").TryGetProperty($"{status}", out var response))
        {
            return null;
        }

        return response.TryGetProperty("$ref", out var reference)
            ? _document
                .GetProperty("components")
                .GetProperty("responses")
                .GetProperty(reference.GetString()!.Split('/')[^1])
            : response;
    }
}

/// <param name="Method">In upper case.</param>
/// <param name="Node">The operation object.</param>
public sealed record ApiOperation(string Method, string Path, JsonElement Node)
{
    private readonly Regex _pattern = new($"^{Regex.Replace(Path, @"\{\w+\}", "[^/]+")}$");

    public bool Fits(string path) => _pattern.IsMatch(path);

    public override string ToString() => $"{Method} {Path}";
}
