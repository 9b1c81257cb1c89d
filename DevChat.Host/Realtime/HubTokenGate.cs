using System.Security.Claims;
using DevChat.Functions.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>
/// Lets requests to the hub through that carry one of our tokens. A new connection takes a fresh one. By long polling and
/// server-sent events a connection is many requests, which all carry the token that it was opened with: for these it is
/// enough that the connection is its owner's. Everything else has gates of its own.
/// </summary>
internal sealed class HubTokenGate(RequestDelegate next, HubTokens tokens, HubEntrance entrance)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null)
        {
            await next(http);
            return;
        }
        if (TokenOf(http.Request) is not { } token)
        {
            await HubTokenRefusal.AnswerAsync(http, AuthenticationErrors.TokenMissing);
            return;
        }
        if (await OwnerAsync(http, token) is not { } owner)
        {
            await HubTokenRefusal.AnswerAsync(http, AuthenticationErrors.TokenInvalid);
            return;
        }
        http.User = owner;
        await next(http);
    }

    private async Task<ClaimsPrincipal?> OwnerAsync(HttpContext http, string token)
    {
        var isNegotiation =
            http.GetEndpoint()?.Metadata.GetMetadata<NegotiateMetadata>() is not null;
        var connection = isNegotiation ? null : entrance.FindOwner(http.Request.Query["id"]);
        if (connection is null)
        {
            return await tokens.ReadAsync(token);
        }
        var owner = await tokens.ReadAgedAsync(token);
        return owner is not null && HubOwner.IsSame(owner, connection) ? owner : null;
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
