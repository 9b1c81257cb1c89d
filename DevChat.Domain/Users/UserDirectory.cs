using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.Users;

/// <summary>Configuration section <c>Users</c>.</summary>
public sealed class UserOptions
{
    [EnumDataType(typeof(UserDirectory), ErrorMessage = "{0} must be one of Everybody, RoomMates.")]
    public UserDirectory Directory { get; set; } = UserDirectory.Everybody;
}

/// <summary>The users whom a user can find and whose public profile the user can read.</summary>
public enum UserDirectory
{
    Everybody,

    /// <summary>Users who share a room with the user, and the user.</summary>
    RoomMates,
}
