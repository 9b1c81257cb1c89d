using DevChat.Domain.Errors;

namespace DevChat.Domain.Avatars;

/// <summary>The pictures that come with the chat. Read from the assembly when somebody first asks.</summary>
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

    /// <summary><see cref="AvatarErrors.NotFound"/>.</summary>
    public Avatar Get(int id) =>
        _avatars.GetValueOrDefault(id) ?? throw new RefusedException(AvatarErrors.NotFound);

    /// <summary>The avatar, asked for by the last two segments of its URL. <see cref="AvatarErrors.NotFound"/>.</summary>
    public Avatar Get(int id, string fileName) =>
        Get(id) is { } avatar && avatar.FileName == fileName
            ? avatar
            : throw new RefusedException(AvatarErrors.NotFound);
}
