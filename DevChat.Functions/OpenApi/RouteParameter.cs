namespace DevChat.Functions.OpenApi;

/// <summary>A part of a route that varies.</summary>
/// <param name="Type">Its JSON Schema type.</param>
public sealed record RouteParameter(string Description, string Type)
{
    public static RouteParameter Id(string of) => new($"Id of the {of}.", "integer");

    public static RouteParameter Text(string description) => new(description, "string");
}
