using DevChat.Functions.Http;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Connections;

public sealed class NegotiateFunctions(IRealtimeGateway realtime, CurrentUser caller)
{
    /// <summary>In code, not by the SignalRConnectionInfo binding: that one mints its token before the caller is known.</summary>
    [Function("Negotiate")]
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
