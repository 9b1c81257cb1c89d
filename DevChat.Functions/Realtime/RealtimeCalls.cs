using System.Runtime.InteropServices;
using System.Text.Json;
using DevChat.Domain.Errors;
using DevChat.Domain.Sessions;
using DevChat.Functions.Connections;
using DevChat.Functions.Http;
using DevChat.Functions.RateLimits;
using DevChat.Functions.Wire;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>
/// What every client-to-server call passes through, as the request pipeline is for HTTP. Nothing escapes it: the real host
/// would hand an exception to the client with its stack trace, so a failure is a reply.
/// </summary>
public sealed class RealtimeCalls(
    Authentication authentication,
    RequestLimits limits,
    PayloadReader payloads,
    ConnectionRefusal refusal,
    ProblemMapper problems,
    CurrentRequest current,
    CurrentUser caller,
    TimeProvider clock,
    ILogger<RealtimeCalls> logger
)
{
    /// <summary>The reply of <paramref name="call"/> to the invocation's one argument, or <see cref="RealtimeFailure"/>.</summary>
    public async Task<JsonElement?> AnswerAsync<TPayload, TReply>(
        SignalRInvocationContext invocation,
        Func<TPayload, Task<TReply>> call,
        CancellationToken cancellationToken
    )
    {
        current.Is(RequestIds.Next(clock), clientAddress: null);
        using var scope = logger.BeginScope(new RequestScope(current, caller));
        try
        {
            await AdmitAsync(invocation, cancellationToken);
            return WireJson.ToElement(await call(Payload<TPayload>(invocation)));
        }
        catch (Exception exception)
        {
            return WireJson.ToElement(RealtimeFailure.From(problems.Map(exception)));
        }
    }

    /// <summary>The same for a call without a result: the reply is null.</summary>
    public Task<JsonElement?> AnswerAsync<TPayload>(
        SignalRInvocationContext invocation,
        Func<TPayload, Task> call,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync<TPayload, object?>(
            invocation,
            async payload =>
            {
                await call(payload);
                return null;
            },
            cancellationToken
        );

    private async Task AdmitAsync(
        SignalRInvocationContext invocation,
        CancellationToken cancellationToken
    )
    {
        var owner =
            InvocationOwner.Of(invocation)
            ?? throw new RefusedException(AuthenticationErrors.TokenMissing);
        // Both ask Redis, at once. Of two refusals the first in this list counts.
        await Task.WhenAll(
            AuthenticateAsync(owner, invocation.ConnectionId, cancellationToken),
            limits.RequireOfUserAsync(owner.UserId, invocation.Event)
        );
    }

    private async Task AuthenticateAsync(
        AccessToken owner,
        string connectionId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await authentication.RequireAsync(owner, cancellationToken);
        }
        catch (RefusedException refused)
        {
            // A connection outlives its token; it must not outlive its session.
            await refusal.RefuseAsync(connectionId, owner.SessionId, refused.Error.Detail);
            throw;
        }
    }

    /// <summary>
    /// The one argument: an object, or a string that contains it. The latter arrives untouched on every host: the real one
    /// rewrites text in objects that looks like a date.
    /// </summary>
    private TPayload Payload<TPayload>(SignalRInvocationContext invocation) =>
        invocation.Arguments is not [JsonElement argument]
            ? payloads.Read<TPayload>(default(JsonElement))
        : argument.ValueKind == JsonValueKind.String ? payloads.Read<TPayload>(TextOf(argument))
        : payloads.Read<TPayload>(JsonMarshal.GetRawUtf8Value(argument).ToArray());

    private static string TextOf(JsonElement argument)
    {
        try
        {
            return argument.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // It is no text: half of a surrogate pair stands alone in it.
            throw new RefusedException(WireErrors.NotAnObject);
        }
    }
}
