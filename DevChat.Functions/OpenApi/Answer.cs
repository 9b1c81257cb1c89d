using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.OpenApi;

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
