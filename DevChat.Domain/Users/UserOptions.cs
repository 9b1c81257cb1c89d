using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.Users;

/// <summary>Configuration section <c>Users</c>.</summary>
public sealed class UserOptions
{
    [EnumDataType(typeof(UserDirectory), ErrorMessage = "{0} must be one of Everybody, RoomMates.")]
    public UserDirectory Directory { get; set; } = UserDirectory.Everybody;
}
