using System.Diagnostics.Metrics;
using DevChat.Domain.Chatrooms;
using DevChat.Domain.Errors;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Telemetry;
using Microsoft.Extensions.Options;

namespace DevChat.Functions.Requests;

/// <summary>
/// The rate limits of one request or call. Each method throws <see cref="RateLimitErrors.RateLimited"/> and needs one
/// round trip to Redis. A sign-in of a known client that is over its own limit needs one more.
/// </summary>
public sealed class RequestLimits(
    RateLimiter limiter,
    RateLimitPolicies policies,
    RateLimitMetrics metrics,
    CurrentRequest request,
    IOptions<RateLimitOptions> options
)
{
    private const int ParticipantsPerRequest = 100;

    /// <summary>The status of the tightest limit that was checked for this request. Null if none was.</summary>
    public RateLimitStatus? Tightest { get; private set; }

    /// <summary>Limits a request or call of an authenticated user.</summary>
    public Task RequireOfUserAsync(int userId, FunctionPolicy function) =>
        RequireAsync(RateLimitSubject.User(userId), Applicable(function, policies.RequestsPerUser));

    /// <summary>Limits a request to a function that needs no token, by client address.</summary>
    public Task RequireOfAddressAsync(FunctionPolicy function) =>
        RequireAsync(
            RateLimitSubject.Address(request.ClientAddress),
            Applicable(function, policies.RequestsPerAddress)
        );

    /// <summary>Limits the opening of a realtime connection.</summary>
    public Task RequireConnectionAsync(int userId) =>
        RequireAsync(RateLimitSubject.User(userId), [policies.ConnectPerUser]);

    /// <summary>
    /// Limits a request without a valid token to a function that needs one. It is charged to the client address,
    /// because the user is unknown.
    /// </summary>
    public Task RequireOfUnauthenticatedAsync() =>
        RequireAsync(
            RateLimitSubject.Address(request.ClientAddress),
            [policies.RequestsPerAddress]
        );

    /// <summary>
    /// Limits the users who are added to a room: each costs one token of the bucket. Also throws
    /// <see cref="RateLimitErrors.TooMuchAtOnce"/>.
    /// </summary>
    public Task RequireInvitesAsync(int userId, IEnumerable<int> named)
    {
        var cost = Math.Max(named.Distinct().Count(), 1);
        return RequireAsync([RateLimitSubject.User(userId).Charge(policies.InvitesPerUser, cost)]);
    }

    /// <summary>
    /// Charges for a response with many participants: as much as one more request for each 100 of them. It never
    /// refuses; the debt slows later requests down.
    /// </summary>
    public Task ChargeForParticipantsAsync(int userId, IReadOnlyCollection<ParticipantView> shown)
    {
        var cost = Math.Min(
            shown.Count / ParticipantsPerRequest,
            policies.RequestsPerUser.PerMinute
        );
        return options.Value.Enabled && cost > 0
            ? limiter.TakeOnCreditAsync(
                RateLimitSubject.User(userId).Charge(policies.RequestsPerUser, cost)
            )
            : Task.CompletedTask;
    }

    /// <summary>Limits sign-in attempts. An attempt counts the same whether or not the account exists.</summary>
    /// <param name="account">The account, identified by its email address.</param>
    /// <param name="known">
    /// Subjects of this client that have signed in to the account before. Each has its own bucket, which other clients
    /// cannot use up.
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

    /// <param name="account">The account to register, identified by its email address.</param>
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

    /// <summary>Charges the first alternative that is not exhausted. Throws if all are.</summary>
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

/// <summary>Counter <c>devchat.rate_limit.refusals</c>: refused requests and calls by policy.</summary>
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
