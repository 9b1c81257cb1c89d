using System.Text.Json.Serialization;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>The answer to negotiate, in the spelling that every SignalR client reads.</summary>
/// <param name="Url">Absolute address of the realtime service.</param>
/// <param name="AccessToken">Bearer token for <paramref name="Url"/>, for this hub and its owner only.</param>
public sealed record ConnectionGrant(
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("accessToken")] string AccessToken
)
{
    /// <summary>Short, because a token does not end with its session: a client connects at once.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(2);
}

public sealed class NegotiateFunctions(IRealtimeGateway realtime, CurrentUser caller)
{
    public static readonly Operation NegotiateOperation = new(
        "Negotiate",
        "Where to connect for events"
    )
    {
        Description =
            "For any SignalR client. The connection belongs to the caller's user and session.",
        Answers =
        [
            Answer.Ok(
                "Address and token of the realtime service.",
                new ConnectionGrant(
                    "https://chat.example.org/client/?hub=chat",
                    "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
                )
            ),
        ],
    };

    /// <summary>In code, not by the SignalRConnectionInfo binding: the host would create that token before the caller is authenticated.</summary>
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
