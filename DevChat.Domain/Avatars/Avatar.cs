using DevChat.Domain.Errors;

namespace DevChat.Domain.Avatars;

/// <summary>
/// A picture that users can choose. It must never change after its release, because accounts store its
/// <see cref="Url"/>.
/// </summary>
/// <param name="Id">Stable. Never reused for another picture.</param>
/// <param name="Svg">A stand-alone SVG document in UTF-8.</param>
/// <param name="Hash">Hash of the picture's bytes, in lower-case hexadecimal digits.</param>
public sealed record Avatar(int Id, string Category, byte[] Svg, string Hash)
{
    /// <summary>The last segment of <see cref="Url"/>.</summary>
    public string FileName => $"{Hash}.svg";

    /// <summary>Path of the picture from the root of the server.</summary>
    public string Url => $"/api/avatars/{Id}/{FileName}";

    public AvatarView ToView() => new(Id, Url, Category);
}

/// <summary>An avatar in a list.</summary>
public sealed record AvatarView(int Id, string Url, string Category);

/// <summary>All pictures, in the order of their ids.</summary>
public sealed record AvatarList(IReadOnlyList<AvatarView> Avatars)
{
    public int Total => Avatars.Count;
}

public static class AvatarErrors
{
    public static readonly Error NotFound = new(
        "avatar_not_found",
        ErrorKind.NotFound,
        "There is no such avatar."
    );
}
