using System.Text.Json;
using DevChat.Domain.Errors;
using DevChat.Functions.Json;

namespace DevChat.Functions.Realtime;

/// <summary>A call that a client can make. Types are given by examples.</summary>
/// <param name="Target">Name of the call.</param>
/// <param name="Argument">An example of its one argument.</param>
/// <param name="Reply">An example of the reply to a successful call. Null if that reply is null.</param>
public sealed record RealtimeCall(string Target, object Argument, object? Reply)
{
    /// <summary>Effect of the call, and facts that a client needs.</summary>
    public required string Description { get; init; }

    /// <summary>Errors of this call, in addition to the errors that every call can have.</summary>
    public IReadOnlyList<Error> Refusals { get; init; } = [];

    public JsonElement ArgumentJson => WireJson.ToElement(Argument);

    public JsonElement ReplyJson => WireJson.ToElement(Reply);
}
