using Microsoft.Extensions.Primitives;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>An event of a hub, as a function sees it.</summary>
public sealed class SignalRInvocationContext
{
    /// <summary>What the client passed, each a boxed <see cref="System.Text.Json.JsonElement"/>; null for connection events.</summary>
    public object[]? Arguments { get; set; }

    /// <summary>Why the connection ended; null or empty when it was closed in peace.</summary>
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

/// <summary>What kind of event of a hub it is.</summary>
public enum SignalRInvocationCategory
{
    Connections,
    Messages,
}
