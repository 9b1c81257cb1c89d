using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using DevChat.Domain.Errors;

namespace DevChat.Domain.Avatars;

/// <summary>The avatars of the chat. They are embedded in the assembly and read at first use.</summary>
public sealed class AvatarCatalogue
{
    private readonly Dictionary<int, Avatar> _avatars = EmbeddedAvatars
        .Read()
        .ToDictionary(avatar => avatar.Id);

    public AvatarCatalogue() =>
        All = new AvatarList([
            .. _avatars.Values.OrderBy(avatar => avatar.Id).Select(avatar => avatar.ToView()),
        ]);

    public AvatarList All { get; }

    /// <summary>Throws <see cref="AvatarErrors.NotFound"/>.</summary>
    public Avatar Get(int id) =>
        _avatars.GetValueOrDefault(id) ?? throw new RefusedException(AvatarErrors.NotFound);

    /// <summary>Finds an avatar by the last two segments of its URL. Throws <see cref="AvatarErrors.NotFound"/>.</summary>
    public Avatar Get(int id, string fileName) =>
        Get(id) is { } avatar && avatar.FileName == fileName
            ? avatar
            : throw new RefusedException(AvatarErrors.NotFound);
}

/// <summary>The files of <c>Avatars/Pictures</c>, embedded as <c>avatars/{category}/{id}-{name}.svg</c>.</summary>
internal static class EmbeddedAvatars
{
    /// <summary>Number of bytes of the picture's SHA-256 in its URL.</summary>
    private const int HashBytes = 8;

    private static readonly Assembly Assembly = typeof(EmbeddedAvatars).Assembly;

    public static IEnumerable<Avatar> Read() =>
        from resource in Assembly.GetManifestResourceNames()
        where resource.StartsWith("avatars/", StringComparison.Ordinal)
        select Read(resource);

    private static Avatar Read(string resource)
    {
        var (category, fileName) = resource.Split('/') switch
        {
            [_, var folder, var file] => (folder, file),
            _ => throw new InvalidDataException($"{resource} is not in the folder of a category."),
        };
        var id = int.Parse(
            fileName.AsSpan(0, fileName.IndexOf('-', StringComparison.Ordinal)),
            NumberStyles.None,
            CultureInfo.InvariantCulture
        );
        var svg = BytesOf(resource);
        var hash = Convert.ToHexStringLower(SHA256.HashData(svg).AsSpan(0, HashBytes));
        return new Avatar(id, category, svg, hash);
    }

    private static byte[] BytesOf(string resource)
    {
        using var stream = Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
