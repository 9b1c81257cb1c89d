using System.ComponentModel.DataAnnotations;
using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Chatrooms;

/// <summary>
/// Keeps rooms and lists of rooms within <see cref="ChatroomOptions"/>. The size of a room is checked behind its lock and exact.
/// The rooms of a user are counted without a lock: requests at the same instant may exceed the cap by their number.
/// </summary>
public sealed class ChatroomLimits(ChatDbContext database, IOptions<ChatroomOptions> options)
{
    /// <summary>A user can open one more room. <see cref="ChatroomErrors.TooManyRooms"/>. Rooms that others opened do not count: they must not keep anybody from opening one. Nor do rooms that the user has left.</summary>
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

    /// <summary>A room may have so many participants. <see cref="ChatroomErrors.RoomFull"/>.</summary>
    internal void RequireSize(int participants)
    {
        if (participants > options.Value.ParticipantsPerRoom)
        {
            throw new RefusedException(ChatroomErrors.RoomFull(options.Value.ParticipantsPerRoom));
        }
    }

    /// <summary>Each of the users can be added to one more group. <see cref="ChatroomErrors.UsersInTooManyRooms"/>.</summary>
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

/// <summary>Configuration section <c>Rooms</c>: how large things may grow.</summary>
public sealed class ChatroomOptions
{
    /// <summary>Everybody in a group hears of each change, so its size is what a change costs.</summary>
    [Range(2, 100_000)]
    public int ParticipantsPerRoom { get; set; } = 2000;

    /// <summary>Rooms that a user may open; also the rooms that a user may be in before others can add that user to no more groups.</summary>
    [Range(1, 1_000_000)]
    public int RoomsPerUser { get; set; } = 5000;
}
