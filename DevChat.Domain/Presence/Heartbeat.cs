namespace DevChat.Domain.Presence;

/// <summary>What followed from hearing a connection.</summary>
/// <param name="IsNewConnection">It has not been heard before, as far as is known: it may not have been recorded either.</param>
/// <param name="News">Its user came online by it; null otherwise.</param>
public sealed record Heartbeat(bool IsNewConnection, StatusNews? News);
