namespace DevChat.Domain.Security;

/// <summary>What a genuine, unexpired access token says. Whether its session still lives is another question.</summary>
public sealed record AccessToken(int UserId, Guid SessionId, DateTimeOffset ExpiresAt);
