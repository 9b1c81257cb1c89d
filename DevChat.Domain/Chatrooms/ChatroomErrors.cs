using System.Globalization;
using DevChat.Domain.Errors;

namespace DevChat.Domain.Chatrooms;

public static class ChatroomErrors
{
    public static readonly Error NotCreator = new(
        "not_creator",
        ErrorKind.Forbidden,
        "Only the creator of the chatroom may do this."
    );
    public static readonly Error DirectRoom = new(
        "direct_room",
        ErrorKind.Conflict,
        "This is not possible in a direct room."
    );
    public static readonly Error NotOneOther = new(
        "not_one_other",
        ErrorKind.Invalid,
        "A direct room has exactly one other participant."
    )
    {
        Fields = new Dictionary<string, string[]>
        {
            ["participant_ids"] = ["must name exactly one other user"],
        },
    };

    public static Error RoomFull(int participants) =>
        new(
            "room_full",
            ErrorKind.Conflict,
            string.Create(
                CultureInfo.InvariantCulture,
                $"A group has at most {participants} participants."
            )
        );

    public static Error TooManyRooms(int rooms) =>
        new(
            "too_many_rooms",
            ErrorKind.Conflict,
            string.Create(
                CultureInfo.InvariantCulture,
                $"You have opened {rooms} chatrooms, the maximum number. Leave or delete one first."
            )
        );

    /// <summary>Users in <paramref name="field"/> cannot be added to further groups.</summary>
    public static Error UsersInTooManyRooms(string field, IEnumerable<int> ids) =>
        new(
            "users_in_too_many_rooms",
            ErrorKind.Conflict,
            "Some of these users are in the maximum number of rooms."
        )
        {
            Fields = new Dictionary<string, string[]>
            {
                [field] =
                [
                    .. ids.Select(id =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"user {id} is in too many rooms"
                        )
                    ),
                ],
            },
        };

    /// <summary>Users in <paramref name="field"/> do not exist.</summary>
    public static Error UnknownUsers(string field, IEnumerable<int> ids) =>
        new("unknown_users", ErrorKind.Invalid, "Some of these users do not exist.")
        {
            Fields = new Dictionary<string, string[]>
            {
                [field] =
                [
                    .. ids.Select(id =>
                        string.Create(CultureInfo.InvariantCulture, $"there is no user {id}")
                    ),
                ],
            },
        };
}
