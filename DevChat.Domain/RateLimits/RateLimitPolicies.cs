using Microsoft.Extensions.Options;

namespace DevChat.Domain.RateLimits;

/// <summary>All policies, with the numbers of <see cref="RateLimitOptions"/>.</summary>
public sealed class RateLimitPolicies(IOptions<RateLimitOptions> options)
{
    public RateLimitPolicy LoginPerAccount { get; } = new("login", options.Value.LoginPerAccount);

    public RateLimitPolicy LoginPerAccountEverywhere { get; } =
        new("login", options.Value.LoginPerAccountEverywhere);

    public RateLimitPolicy LoginPerAddress { get; } = new("login", options.Value.LoginPerAddress);

    public RateLimitPolicy RegisterPerAccount { get; } =
        new("register", options.Value.RegisterPerAccount);

    public RateLimitPolicy RegisterPerAddress { get; } =
        new("register", options.Value.RegisterPerAddress);

    public RateLimitPolicy SendPerUser { get; } = new("send", options.Value.SendPerUser);

    public RateLimitPolicy InvitesPerUser { get; } = new("invites", options.Value.InvitesPerUser);

    public RateLimitPolicy RenamesPerUser { get; } = new("renames", options.Value.RenamesPerUser);

    public RateLimitPolicy ConnectPerUser { get; } = new("connect", options.Value.ConnectPerUser);

    public RateLimitPolicy RequestsPerUser { get; } =
        new("requests", options.Value.RequestsPerUser);

    public RateLimitPolicy RequestsPerAddress { get; } =
        new("requests", options.Value.RequestsPerAddress);
}

/// <summary>The limit of one kind of request.</summary>
/// <param name="Name">Part of the bucket's key.</param>
/// <param name="PerMinute">Tokens in a full bucket. An empty bucket is full again after a minute.</param>
public sealed record RateLimitPolicy(string Name, int PerMinute);
