using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.Users;

/// <summary>Configuration section <c>Users</c>.</summary>
public sealed class UserOptions
{
    [EnumDataType(typeof(UserDirectory), ErrorMessage = "{0} must be one of Everybody, RoomMates.")]
    public UserDirectory Directory { get; set; } = UserDirectory.Everybody;
}

/// <summary>Whom a user can find, and so whose public side it sees.</summary>
public enum UserDirectory
{
    Everybody,

    /// <summary>Those who share a room with the user, and the user itself.</summary>
    RoomMates,
}
