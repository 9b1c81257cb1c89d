namespace DevChat.Domain.Presence;

/// <summary>What Redis knew of a connection that was heard.</summary>
/// <param name="IsNew">It has not been heard before, as far as is known.</param>
/// <param name="IsStatusUnwritten">PostgreSQL may not have its user as online yet.</param>
internal readonly record struct HeardConnection(bool IsNew, bool IsStatusUnwritten);
