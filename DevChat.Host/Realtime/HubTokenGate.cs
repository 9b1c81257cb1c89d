using System.Security.Claims;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>
/// Requires a valid hub token for requests to the hub. A new connection needs an unexpired token. With long polling and
/// server-sent events, a connection has many requests with the same token; for these, the owner of the token must own
/// the connection. Other conditions have their own middleware.
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

    /// <summary>
    /// Browsers cannot set headers for WebSockets and server-sent events, so the token may also be in the query.
    /// </summary>
    private static string? TokenOf(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? header[scheme.Length..].Trim()
            : request.Query["access_token"].FirstOrDefault();
    }
}
