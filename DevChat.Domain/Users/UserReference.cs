namespace DevChat.Domain.Users;

/// <summary>Who it is, where no more need be known.</summary>
public sealed record UserReference(int Id, string Username);
