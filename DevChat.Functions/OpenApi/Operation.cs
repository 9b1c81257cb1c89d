using DevChat.Domain.Errors;
using DevChat.Functions.Http;

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
