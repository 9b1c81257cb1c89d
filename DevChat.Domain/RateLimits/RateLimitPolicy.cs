namespace DevChat.Domain.RateLimits;

/// <summary>How often something may be done.</summary>
/// <param name="Name">Part of the bucket's key.</param>
/// <param name="PerMinute">Tokens in a full bucket; an empty one is full again after a minute.</param>
public sealed record RateLimitPolicy(string Name, int PerMinute);
