namespace DevChat.Domain.Avatars;

/// <summary>A picture to choose. Once published it never changes: accounts keep its <see cref="Url"/>.</summary>
/// <param name="Id">Stable for ever, and never given to another picture.</param>
/// <param name="Svg">The picture, a stand-alone SVG document in UTF-8.</param>
/// <param name="Hash">Of the picture's bytes, in lower-case hexadecimal digits.</param>
public sealed record Avatar(int Id, string Category, byte[] Svg, string Hash)
{
    /// <summary>The last segment of <see cref="Url"/>.</summary>
    public string FileName => $"{Hash}.svg";

    /// <summary>Where the picture is served, from the root of the server.</summary>
    public string Url => $"/api/avatars/{Id}/{FileName}";

    public AvatarView ToView() => new(Id, Url, Category);
}
