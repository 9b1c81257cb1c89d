namespace DevChat.Domain.RateLimits;

/// <summary>Tokens that are asked of one bucket.</summary>
/// <param name="Key">The bucket's key.</param>
/// <param name="Policy">How large the bucket is.</param>
/// <param name="Cost">How many tokens: one for an ordinary request.</param>
public sealed record RateLimitCharge(string Key, RateLimitPolicy Policy, int Cost);
