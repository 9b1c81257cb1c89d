namespace DevChat.Domain.Accounts;

/// <summary>What a user signs in with, as it came in.</summary>
public sealed record Credentials(string? Email, string? Password);
