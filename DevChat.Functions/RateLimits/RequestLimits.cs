using DevChat.Domain.Accounts;
using DevChat.Domain.Errors;
using DevChat.Domain.RateLimits;
using DevChat.Functions.Http;
using Microsoft.Extensions.Options;

namespace DevChat.Functions.RateLimits;

/// <summary>
/// The rate limits of one request or realtime call. Each method costs at most one round trip and refuses with
/// <see cref="RateLimitErrors.RateLimited"/>.
/// </summary>
public sealed class RequestLimits(
    RateLimiter limiter,
    RateLimitPolicies policies,
    OperationLimits operations,
    RateLimitMetrics metrics,
    AccountHash hash,
    CurrentRequest request,
    IOptions<RateLimitOptions> options
)
{
    /// <summary>The tightest bucket asked for this request; null while none was.</summary>
    public RateLimitStatus? Tightest { get; private set; }

    /// <param name="operation">Name of the function, or target of the realtime call.</param>
    public Task RequireOfUserAsync(int userId, string operation) =>
        RequireAsync(RateLimitSubject.User(userId), operations.OfUser(operation));

    /// <param name="operation">Name of the function.</param>
    public Task RequireOfAddressAsync(string operation) =>
        RequireAsync(
            RateLimitSubject.Address(request.ClientAddress),
            operations.OfAddress(operation)
        );

    /// <summary>An attempt to sign in. It counts the same whether or not there is such an account.</summary>
    public Task RequireLoginAsync(string email) =>
        RequireAsync(RateLimitSubject.Account(hash.Of(email)), [policies.LoginPerAccount]);

    public Task RequireRegistrationAsync(string email) =>
        RequireAsync(RateLimitSubject.Account(hash.Of(email)), [policies.RegisterPerAccount]);

    private async Task RequireAsync(
        RateLimitSubject subject,
        IReadOnlyList<RateLimitPolicy> applicable
    )
    {
        if (!options.Value.Enabled || applicable.Count == 0)
        {
            return;
        }
        var status = await limiter.TakeAsync(subject, applicable);
        Tightest = Tightest is null ? status : RateLimitStatus.Tightest([Tightest, status]);
        if (status.RetryAfter is { } wait)
        {
            metrics.Refused(status.Policy);
            throw new RefusedException(RateLimitErrors.RateLimited(wait));
        }
    }
}
