namespace DevChat.Tests.RateLimits;

/// <summary>Somebody who has registered, and the device that this was done with.</summary>
/// <param name="Device">Value of the device cookie.</param>
public sealed record AccountOwner(string Email, string Device);
