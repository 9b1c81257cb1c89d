using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.LocalHost.Realtime;

/// <summary>Lets requests to the hub through that carry one of our tokens. Everything else has gates of its own.</summary>
internal sealed class HubTokenGate(RequestDelegate next, HubTokens tokens)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null)
        {
            await next(http);
            return;
        }
        if (TokenOf(http.Request) is { } token && await tokens.ReadAsync(token) is { } owner)
        {
            http.User = owner;
            await next(http);
            return;
        }
        await RefusedKnocks.AnswerAsync(http);
    }

    /// <summary>Browsers cannot set headers on WebSockets and server-sent events, so the query may carry the token as well.</summary>
    private static string? TokenOf(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? header[scheme.Length..].Trim()
            : request.Query["access_token"].FirstOrDefault();
    }
}
