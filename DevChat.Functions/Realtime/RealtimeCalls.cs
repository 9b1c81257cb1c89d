using System.Runtime.InteropServices;
using System.Text.Json;
using DevChat.Domain.Errors;
using DevChat.Domain.Sessions;
using DevChat.Functions.Json;
using DevChat.Functions.Requests;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Runs around every call of a client, as the request pipeline does for HTTP: authentication, rate limits, reading the
/// argument, events, failures. No exception escapes it: the real host would send it to the client with its stack trace, so a
/// failure is a reply.
/// </summary>
public sealed class RealtimeCalls(
    Authentication authentication,
    RequestLimits limits,
    PayloadReader payloads,
    OutcomePublisher publisher,
    ConnectionRefusal refusal,
    ProblemMapper problems,
    CurrentRequest current,
    CurrentUser caller,
    TimeProvider clock,
    ILogger<RealtimeCalls> logger
)
{
    /// <summary>
    /// Runs <paramref name="call"/> with the invocation's one argument and publishes its outcome. Returns its reply, or
    /// <see cref="RealtimeFailure"/>.
    /// </summary>
    public async Task<JsonElement?> AnswerAsync<TPayload, TReply>(
        SignalRInvocationContext invocation,
        FunctionContext context,
        Func<TPayload, Task<Outcome<TReply>>> call
    )
    {
        current.Is(RequestIds.Next(clock), clientAddress: null);
        using var scope = logger.BeginScope(new RequestScope(current, caller));
        try
        {
            await AdmitAsync(invocation, context);
            var outcome = await call(Payload<TPayload>(invocation));
            await publisher.PublishAsync(outcome, context.CancellationToken);
            return WireJson.ToElement(outcome.Reply);
        }
        catch (Exception exception)
        {
            return WireJson.ToElement(RealtimeFailure.From(problems.Map(exception)));
        }
    }

    /// <summary>The same for a call without a result: the reply is null.</summary>
    public Task<JsonElement?> AnswerAsync<TPayload>(
        SignalRInvocationContext invocation,
        FunctionContext context,
        Func<TPayload, Task<Outcome>> call
    ) =>
        AnswerAsync<TPayload, object?>(
            invocation,
            context,
            async payload => new(await call(payload), reply: null)
        );

    private async Task AdmitAsync(SignalRInvocationContext invocation, FunctionContext context)
    {
        var owner =
            ConnectionOwner.Of(invocation)
            ?? throw new RefusedException(AuthenticationErrors.TokenMissing);
        // Both ask Redis, at once. Of two refusals the first in this list counts.
        await Task.WhenAll(
            AuthenticateAsync(owner, invocation.ConnectionId, context.CancellationToken),
            limits.RequireOfUserAsync(owner.UserId, FunctionPolicy.Of(context.FunctionDefinition))
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
