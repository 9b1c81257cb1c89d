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
/// argument, events and failures. It never throws: Azure's host would send the exception with its stack trace to the
/// client. A failure is a reply.
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
    /// Runs <paramref name="call"/> with the one argument of the invocation and publishes its outcome. Returns the
    /// reply, or a <see cref="RealtimeFailure"/>.
    /// </summary>
    public async Task<JsonElement?> AnswerAsync<TPayload, TReply>(
        SignalRInvocationContext invocation,
        FunctionContext context,
        Func<TPayload, Task<Outcome<TReply>>> call
    )
    {
        current.Set(RequestIds.Next(clock), clientAddress: null);
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

    /// <summary>The same for a call without a result. The reply is null.</summary>
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
        var policy = FunctionPolicy.Of(context.FunctionDefinition);
        // Both ask Redis, so they run at the same time. If both refuse the call, the first one's error is returned.
        await Task.WhenAll(
            AuthenticateAsync(owner, policy, invocation.ConnectionId, context.CancellationToken),
            limits.RequireOfUserAsync(owner.UserId, policy)
        );
    }

    private async Task AuthenticateAsync(
        AccessToken owner,
        FunctionPolicy policy,
        string connectionId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (policy.LooksUpSession)
            {
                await authentication.RequireAsync(owner, cancellationToken);
            }
            else
            {
                authentication.RequireUnlessKnownEnded(owner);
            }
        }
        catch (RefusedException refused)
        {
            // A connection may outlive its token, but not its session.
            await refusal.RefuseAsync(connectionId, owner.SessionId, refused.Error.Detail);
            throw;
        }
    }

    /// <summary>
    /// Reads the one argument: an object, or a string that contains it as JSON. A string arrives unchanged on every
    /// host. Azure's host rewrites texts in objects that look like dates.
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
            // The text is not well-formed Unicode: it contains half of a surrogate pair.
            throw new RefusedException(WireErrors.NotAnObject);
        }
    }
}
