namespace DevChat.Testing.Apps;

/// <summary>Connection strings of one app's stores.</summary>
public sealed record ServerCorner(string Postgres, string Redis, string Storage);
