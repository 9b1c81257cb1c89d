using DevChat.Domain.Errors;
using DevChat.Functions.Contract;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.OpenApi;

/// <summary>
/// Description of an HTTP function: everything that the document needs and the code does not show. Types are given by
/// examples.
/// </summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Summary">A few words.</param>
public sealed record Operation(string Function, string Summary)
{
    /// <summary>Further facts that a client needs; null if there are none.</summary>
    public string? Description { get; init; }

    /// <summary>The parameters of the route, in their order.</summary>
    public IReadOnlyList<RouteParameter> Route { get; init; } = [];

    /// <summary>An example of the query string: each property is a parameter.</summary>
    public object? Query { get; init; }

    public object? Body { get; init; }

    public bool IsBodyOptional { get; init; }

    /// <summary>The function works without PostgreSQL and Redis.</summary>
    public bool NeedsNoStore { get; init; }

    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>
    /// Errors of this operation alone. <see cref="CommonRefusals"/> adds the errors that all operations of its kind
    /// have.
    /// </summary>
    public IReadOnlyList<Error> Refusals { get; init; } = [];
}

/// <summary>The operations of a feature: a tag of the document.</summary>
public sealed record OperationGroup(
    string Name,
    string Description,
    IReadOnlyList<Operation> Operations
);

/// <summary>A successful response.</summary>
/// <param name="Meaning">Its meaning for the client.</param>
/// <param name="Example">An example of the body. Null if there is no body, or the body is not JSON.</param>
public sealed record Answer(int Status, string Meaning, object? Example = null)
{
    public string MediaType { get; init; } = "application/json";

    public bool HasBody => Example is not null || MediaType != "application/json";

    public static Answer Ok(string meaning, object example) =>
        new(StatusCodes.Status200OK, meaning, example);

    public static Answer Created(string meaning, object example) =>
        new(StatusCodes.Status201Created, meaning, example);

    public static Answer NoContent(string meaning) => new(StatusCodes.Status204NoContent, meaning);

    public static Answer Picture(string mediaType) =>
        new(StatusCodes.Status200OK, "The picture.") { MediaType = mediaType };

    public static Answer NotModified() =>
        new(StatusCodes.Status304NotModified, "Not changed since the version in If-None-Match.");
}

/// <summary>A parameter of a route.</summary>
/// <param name="Type">Its JSON Schema type.</param>
public sealed record RouteParameter(string Description, string Type)
{
    public static RouteParameter Id(string of) => new($"Id of the {of}.", "integer");

    public static RouteParameter Text(string description) => new(description, "string");
}
