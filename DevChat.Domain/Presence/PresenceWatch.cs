namespace DevChat.Domain.Presence;

/// <summary>How far Redis can be trusted on who is away.</summary>
/// <param name="Since">Since when it has been watched without a pause, with all it knew.</param>
/// <param name="Cursor">The user up to whom PostgreSQL was compared with it.</param>
internal readonly record struct PresenceWatch(DateTimeOffset Since, int Cursor);
