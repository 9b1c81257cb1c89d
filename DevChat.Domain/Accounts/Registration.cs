namespace DevChat.Domain.Accounts;

/// <summary>A wish for an account, as it came in.</summary>
public sealed record Registration(string? Username, string? Email, string? Password);
