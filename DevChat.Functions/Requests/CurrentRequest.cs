using System.Collections;
using System.Diagnostics;
using System.Net;
using DevChat.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Requests;

/// <summary>What is known of the request or realtime call that started this invocation. Set once, by what all of them pass through; empty for other triggers.</summary>
public sealed class CurrentRequest
{
    /// <summary>Under which the request is found in the logs.</summary>
    public string? Id { get; private set; }

    /// <summary>Where the request comes from, as <see cref="ClientAddresses"/> sees it; null for a realtime call.</summary>
    public IPAddress? ClientAddress { get; private set; }

    internal void Is(string id, IPAddress? clientAddress) =>
        (Id, ClientAddress) = (id, clientAddress);
}

/// <summary>The id under which a request is found in the logs: its W3C trace id, where there is one.</summary>
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
/// What every log line of a request or realtime call carries: <c>RequestId</c>, and <c>UserId</c> as soon as it is known who
/// asks. So it is read when a line is written, not when the scope begins.
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
