namespace DevChat.Domain.Avatars;

/// <summary>All pictures, in the order of their ids.</summary>
public sealed record AvatarList(IReadOnlyList<AvatarView> Avatars)
{
    public int Total => Avatars.Count;
}
