using System.Diagnostics.Metrics;
using DevChat.Domain.Chatrooms;
using DevChat.Domain.Errors;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Telemetry;
using Microsoft.Extensions.Options;

namespace DevChat.Functions.Requests;

/// <summary>
/// The rate limits of one request or realtime call. Each method refuses with <see cref="RateLimitErrors.RateLimited"/>. It
/// costs one round trip; an attempt to sign in of a client that is known and over its limit, another one.
/// </summary>
public sealed class RequestLimits(
    RateLimiter limiter,
    RateLimitPolicies policies,
    RateLimitMetrics metrics,
    CurrentRequest request,
    IOptions<RateLimitOptions> options
)
{
    private const int PeoplePerRequest = 100;

    /// <summary>The tightest bucket asked for this request; null while none was.</summary>
    public RateLimitStatus? Tightest { get; private set; }

    /// <summary>A request or call of a signed-in user.</summary>
    public Task RequireOfUserAsync(int userId, FunctionPolicy function) =>
        RequireAsync(RateLimitSubject.User(userId), Applicable(function, policies.RequestsPerUser));

    /// <summary>A request to a function that needs no token.</summary>
    public Task RequireOfAddressAsync(FunctionPolicy function) =>
        RequireAsync(
            RateLimitSubject.Address(request.ClientAddress),
            Applicable(function, policies.RequestsPerAddress)
        );

    /// <summary>A realtime connection that the user has opened.</summary>
    public Task RequireConnectionAsync(int userId) =>
        RequireAsync(RateLimitSubject.User(userId), [policies.ConnectPerUser]);

    /// <summary>A request that needs a token and has no good one: nobody else can be charged for it.</summary>
    public Task RequireOfStrangerAsync() =>
        RequireAsync(
            RateLimitSubject.Address(request.ClientAddress),
            [policies.RequestsPerAddress]
        );

    /// <summary>People named for a room, each of whom costs a token. Also refuses with <see cref="RateLimitErrors.TooMuchAtOnce"/>.</summary>
    public Task RequireInvitesAsync(int userId, IEnumerable<int> named)
    {
        var cost = Math.Max(named.Distinct().Count(), 1);
        return RequireAsync([RateLimitSubject.User(userId).Charge(policies.InvitesPerUser, cost)]);
    }

    /// <summary>An answer that shows so many people: each hundred of them cost as much as another request, which is owed.</summary>
    public Task OweForAsync(int userId, IReadOnlyCollection<ParticipantView> shown)
    {
        var cost = Math.Min(shown.Count / PeoplePerRequest, policies.RequestsPerUser.PerMinute);
        return options.Value.Enabled && cost > 0
            ? limiter.OweAsync(RateLimitSubject.User(userId).Charge(policies.RequestsPerUser, cost))
            : Task.CompletedTask;
    }

    /// <summary>An attempt to sign in. It counts the same whether or not there is such an account.</summary>
    /// <param name="account">The account, by its email address.</param>
    /// <param name="known">
    /// What of this client has signed in to the account before. Each has room of its own, which others cannot use up.
    /// </param>
    public Task RequireLoginAsync(
        RateLimitSubject account,
        IReadOnlyList<RateLimitSubject> known
    ) =>
        RequireFirstAsync([
            .. known.Select(client =>
                (IReadOnlyList<RateLimitCharge>)[client.Charge(policies.LoginPerAccount)]
            ),
            [
                account.From(request.ClientAddress).Charge(policies.LoginPerAccount),
                account.Charge(policies.LoginPerAccountEverywhere),
            ],
        ]);

    /// <param name="account">The account that is wished for, by its email address.</param>
    public Task RequireRegistrationAsync(RateLimitSubject account) =>
        RequireAsync([account.From(request.ClientAddress).Charge(policies.RegisterPerAccount)]);

    private IReadOnlyList<RateLimitPolicy> Applicable(
        FunctionPolicy function,
        RateLimitPolicy general
    ) =>
        function switch
        {
            { IsLimited: false } => [],
            { OwnLimit: { } own } => [OfFunction(own), general],
            _ => [general],
        };

    private RateLimitPolicy OfFunction(Policy policy) =>
        policy switch
        {
            Policy.Login => policies.LoginPerAddress,
            Policy.Register => policies.RegisterPerAddress,
            Policy.Send => policies.SendPerUser,
            Policy.Rename => policies.RenamesPerUser,
            Policy.Connect => policies.ConnectPerUser,
            _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, message: null),
        };

    private Task RequireAsync(
        RateLimitSubject subject,
        IReadOnlyList<RateLimitPolicy> applicable
    ) => RequireAsync([.. applicable.Select(policy => subject.Charge(policy))]);

    private Task RequireAsync(IReadOnlyList<RateLimitCharge> charges) =>
        charges.Count == 0 ? Task.CompletedTask : RequireFirstAsync([charges]);

    /// <summary>Takes the first of the alternatives that can be had.</summary>
    private async Task RequireFirstAsync(IReadOnlyList<IReadOnlyList<RateLimitCharge>> alternatives)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        var status = await limiter.TakeAsync(alternatives[0]);
        foreach (var charges in alternatives.Skip(1).TakeWhile(_ => !status.IsAdmitted))
        {
            status = await limiter.TakeAsync(charges);
        }

        Tightest = Tightest is null ? status : RateLimitStatus.Tightest([Tightest, status]);
        if (status.RetryAfter is { } wait)
        {
            metrics.Refused(status.Policy);
            throw new RefusedException(RateLimitErrors.RateLimited(wait));
        }
    }
}

/// <summary>Counter <c>devchat.rate_limit.refusals</c>: requests and calls that a limit refused, by its policy.</summary>
public sealed class RateLimitMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _refusals = meters
        .CreateChatMeter()
        .CreateCounter<long>(
            "devchat.rate_limit.refusals",
            "{request}",
            "Requests and calls that a limit refused"
        );

    public void Refused(RateLimitPolicy policy) =>
        _refusals.Add(1, new KeyValuePair<string, object?>("devchat.policy", policy.Name));
}
