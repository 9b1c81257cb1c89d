using DevChat.Domain.Errors;
using DevChat.Functions.Contract;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.OpenApi;

/// <summary>What the code of an HTTP function does not tell by itself. Types are told by examples of them.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Summary">What it does, in a few words.</param>
public sealed record Operation(string Function, string Summary)
{
    /// <summary>What else a client has to know.</summary>
    public string? Description { get; init; }

    /// <summary>What the parameters of its route are, in their order.</summary>
    public IReadOnlyList<RouteParameter> Route { get; init; } = [];

    /// <summary>An example of what it reads from the query string: each property is a parameter.</summary>
    public object? Query { get; init; }

    /// <summary>An example of its body.</summary>
    public object? Body { get; init; }

    public bool IsBodyOptional { get; init; }

    /// <summary>Works without PostgreSQL and Redis.</summary>
    public bool AsksNoStore { get; init; }

    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>Its own refusals. Those that its kind of request brings with it are in <see cref="CommonRefusals"/>.</summary>
    public IReadOnlyList<Error> Refusals { get; init; } = [];
}

/// <summary>The operations of a feature: a tag of the document.</summary>
public sealed record OperationGroup(
    string Name,
    string Description,
    IReadOnlyList<Operation> Operations
);

/// <summary>An answer when all went well.</summary>
/// <param name="Meaning">What it says to the client.</param>
/// <param name="Example">An example of its body; null: there is none, or it is no JSON.</param>
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

    /// <summary>The client has the newest version already.</summary>
    public static Answer NotModified() =>
        new(
            StatusCodes.Status304NotModified,
            "Not changed since the version named in If-None-Match."
        );
}

/// <summary>A part of a route that varies.</summary>
/// <param name="Type">Its JSON Schema type.</param>
public sealed record RouteParameter(string Description, string Type)
{
    public static RouteParameter Id(string of) => new($"Id of the {of}.", "integer");

    public static RouteParameter Text(string description) => new(description, "string");
}
