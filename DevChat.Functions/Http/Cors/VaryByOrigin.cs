using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace DevChat.Functions.Http.Cors;

/// <summary>
/// Tells caches that the origin decides on an answer. The framework says so on some answers to web apps only; an answer
/// that was kept without it would be handed to a web app that may not read it, or that could have.
/// </summary>
internal static class VaryByOrigin
{
    public static void Apply(HttpResponse response)
    {
        if (!response.Headers.Vary.Contains(HeaderNames.Origin, StringComparer.OrdinalIgnoreCase))
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }
    }

    public static void Remove(HttpResponse response) =>
        response.Headers.Vary = response
            .Headers.Vary.Where(header =>
                !string.Equals(header, HeaderNames.Origin, StringComparison.OrdinalIgnoreCase)
            )
            .ToArray();
}
