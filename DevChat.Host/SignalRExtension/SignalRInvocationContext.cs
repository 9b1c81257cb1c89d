using Microsoft.Extensions.Primitives;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The event of a hub that runs a function.</summary>
public sealed class SignalRInvocationContext
{
    /// <summary>
    /// Arguments of the client, each a boxed <see cref="System.Text.Json.JsonElement"/>. Null for connection events.
    /// </summary>
    public object[]? Arguments { get; set; }

    /// <summary>The reason why the connection ended. Null or empty after a normal close.</summary>
    public string? Error { get; set; }

    public SignalRInvocationCategory Category { get; set; }

    /// <summary><c>connected</c>, <c>disconnected</c> or the target of a message.</summary>
    public string Event { get; set; } = string.Empty;

    public string Hub { get; set; } = string.Empty;

    public string ConnectionId { get; set; } = string.Empty;

    public string UserId { get; set; } = string.Empty;

    public IDictionary<string, StringValues>? Headers { get; set; }

    public IDictionary<string, StringValues>? Query { get; set; }

    /// <summary>Claims of the token that the connection was opened with.</summary>
    public IDictionary<string, StringValues>? Claims { get; set; }
}

/// <summary>The category of a hub event.</summary>
public enum SignalRInvocationCategory
{
    Connections,
    Messages,
}
