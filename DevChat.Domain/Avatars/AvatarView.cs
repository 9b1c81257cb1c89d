namespace DevChat.Domain.Avatars;

/// <summary>A picture to choose, as a list shows it.</summary>
public sealed record AvatarView(int Id, string Url, string Category);
