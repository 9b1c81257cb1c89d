using System.Text.Json;
using DevChat.Domain.Errors;
using DevChat.Functions.Json;

namespace DevChat.Functions.Realtime;

/// <summary>A call that a client makes. Types are told by examples of them.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Argument">An example of its one argument.</param>
/// <param name="Reply">An example of the reply when all went well; null when that is null.</param>
public sealed record RealtimeCall(string Target, object Argument, object? Reply)
{
    /// <summary>What it does, and what a client has to know.</summary>
    public required string Description { get; init; }

    /// <summary>Its own refusals, beside those that every call may have.</summary>
    public IReadOnlyList<Error> Refusals { get; init; } = [];

    public JsonElement ArgumentJson => WireJson.ToElement(Argument);

    public JsonElement ReplyJson => WireJson.ToElement(Reply);
}
