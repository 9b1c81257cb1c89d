namespace DevChat.Tests.RateLimits;

/// <summary>A registered user and the device of the registration.</summary>
/// <param name="Device">Value of the device cookie.</param>
public sealed record AccountOwner(string Email, string Device);
