namespace DevChat.Domain.Presence;

/// <summary>Somebody of whom no connection counts any more.</summary>
/// <param name="UserId">Who.</param>
/// <param name="SeenAt">When the last connection was heard or said goodbye; null when Redis does not know.</param>
internal readonly record struct GoneUser(int UserId, DateTimeOffset? SeenAt);
