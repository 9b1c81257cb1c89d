using System.Collections;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Requests;

/// <summary>
/// The HTTP request or realtime call that started this invocation. It is set once, before the function runs. Empty for
/// other triggers.
/// </summary>
public sealed class CurrentRequest
{
    /// <summary>The id of the request in the logs.</summary>
    public string? Id { get; private set; }

    /// <summary>Address of the client, behind the trusted proxies. Null for a realtime call.</summary>
    public IPAddress? ClientAddress { get; private set; }

    internal void Set(string id, IPAddress? clientAddress) =>
        (Id, ClientAddress) = (id, clientAddress);
}

/// <summary>Creates the ids of requests in logs and responses: the W3C trace id, or a new id if no trace is recorded.</summary>
internal static class RequestIds
{
    public const string Header = "X-Request-Id";

    public static string Assign(HttpContext http, TimeProvider clock)
    {
        var id = Next(clock);
        http.TraceIdentifier = id;
        http.Response.Headers[Header] = id;
        return id;
    }

    public static string Next(TimeProvider clock) =>
        Activity.Current?.TraceId.ToHexString()
        ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
}

/// <summary>
/// The properties of every log line of a request or call: <c>RequestId</c>, and <c>UserId</c> after authentication. The
/// values are read when a line is written, not when the scope begins.
/// </summary>
internal sealed class RequestScope(CurrentRequest request, CurrentUser caller)
    : IEnumerable<KeyValuePair<string, object?>>
{
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return new("RequestId", request.Id);
        if (caller.IdOrNull is { } userId)
        {
            yield return new("UserId", userId);
        }
    }

    public override string ToString() => $"RequestId:{request.Id} UserId:{caller.IdOrNull}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
