namespace DevChat.Domain.Users;

/// <summary>Whom a user can find, and so whose public side it sees.</summary>
public enum UserDirectory
{
    Everybody,

    /// <summary>Those who share a room with the user, and the user itself.</summary>
    RoomMates,
}
