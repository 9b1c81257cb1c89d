using System.ComponentModel.DataAnnotations;
using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Chatrooms;

/// <summary>
/// Enforces <see cref="ChatroomOptions"/>. The size of a room is checked under the lock of the room, so its limit is
/// exact. The rooms of a user are counted without a lock, so parallel requests can exceed that limit by their number.
/// </summary>
public sealed class ChatroomLimits(ChatDbContext database, IOptions<ChatroomOptions> options)
{
    /// <summary>
    /// Throws <see cref="ChatroomErrors.TooManyRooms"/> if the user cannot open another room. Rooms that others opened
    /// do not count, because other users must not be able to exhaust the limit. Rooms that the user has left do not
    /// count either.
    /// </summary>
    internal async Task RequireRoomForOneMoreAsync(int userId, CancellationToken cancellationToken)
    {
        var opened = await database
            .Chatrooms.Where(room =>
                room.CreatedBy == userId
                && database.Participants.Any(own =>
                    own.ChatroomId == room.Id && own.UserId == userId
                )
            )
            .Take(options.Value.RoomsPerUser)
            .CountAsync(cancellationToken);
        if (opened >= options.Value.RoomsPerUser)
        {
            throw new RefusedException(ChatroomErrors.TooManyRooms(options.Value.RoomsPerUser));
        }
    }

    /// <summary>Throws <see cref="ChatroomErrors.RoomFull"/> if a room cannot have this number of participants.</summary>
    internal void RequireSize(int participants)
    {
        if (participants > options.Value.ParticipantsPerRoom)
        {
            throw new RefusedException(ChatroomErrors.RoomFull(options.Value.ParticipantsPerRoom));
        }
    }

    /// <summary>
    /// Throws <see cref="ChatroomErrors.UsersInTooManyRooms"/> if one of the users cannot be added to another group.
    /// </summary>
    internal async Task RequireAddableAsync(
        string field,
        int[] userIds,
        CancellationToken cancellationToken
    )
    {
        var cap = options.Value.RoomsPerUser;
        var full = await database
            .Database.SqlQuery<int>(
                $"""
                SELECT wanted.id AS "Value" FROM unnest({userIds}) AS wanted (id)
                 WHERE (SELECT count(*) FROM (
                           SELECT FROM chatroom_participants WHERE user_id = wanted.id LIMIT {cap}
                       ) AS rooms) >= {cap}
                """
            )
            .ToListAsync(cancellationToken);
        if (full.Count > 0)
        {
            throw new RefusedException(ChatroomErrors.UsersInTooManyRooms(field, full));
        }
    }
}

/// <summary>Configuration section <c>Rooms</c>: limits of sizes.</summary>
public sealed class ChatroomOptions
{
    /// <summary>
    /// Every participant of a group receives an event for each change, so the cost of a change grows with this number.
    /// </summary>
    [Range(2, 100_000)]
    public int ParticipantsPerRoom { get; set; } = 2000;

    /// <summary>
    /// Maximum number of rooms that a user can open. A user who is in this number of rooms cannot be added to further
    /// groups.
    /// </summary>
    [Range(1, 1_000_000)]
    public int RoomsPerUser { get; set; } = 5000;
}
