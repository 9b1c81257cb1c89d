using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Http;

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
