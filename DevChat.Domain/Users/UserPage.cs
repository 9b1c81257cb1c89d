namespace DevChat.Domain.Users;

/// <summary>A page of users, in the alphabetical order of their names.</summary>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record UserPage(IReadOnlyList<UserView> Users, string? NextCursor);
