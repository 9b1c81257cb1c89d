using System.Text.Json.Serialization;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>The response of negotiate, with the field names that every SignalR client reads.</summary>
/// <param name="Url">Absolute URL of the realtime service.</param>
/// <param name="AccessToken">Bearer token for <paramref name="Url"/>. Valid for this hub and this owner only.</param>
public sealed record ConnectionGrant(
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("accessToken")] string AccessToken
)
{
    /// <summary>Short, because the token stays valid when its session ends. A client connects immediately.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(2);
}

public sealed class NegotiateFunctions(IRealtimeGateway realtime, CurrentUser caller)
{
    public static readonly Operation NegotiateOperation = new(
        "Negotiate",
        "Open a realtime connection"
    )
    {
        Description =
            "For every SignalR client. The connection belongs to the user and the session of the caller.",
        Answers =
        [
            Answer.Ok(
                "URL and token of the realtime service.",
                new ConnectionGrant(
                    "https://chat.example.org/client/?hub=chat",
                    "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
                )
            ),
        ],
    };

    /// <summary>
    /// Written in code instead of the SignalRConnectionInfo binding, because the host would create the binding's token
    /// before the caller is authenticated.
    /// </summary>
    [Function("Negotiate")]
    [RateLimit(Policy.Connect)]
    public async Task<IActionResult> Negotiate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "negotiate")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var owner = new ConnectionOwner(caller.Id, caller.SessionId, caller.Token.ExpiresAt);
        return Answers.Ok(await realtime.NegotiateAsync(owner, cancellationToken));
    }
}
