using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Presence;

/// <summary>
/// A user came online or went offline, as stored in PostgreSQL. Of two changes of one user, the later <c>last_seen</c>
/// is newer.
/// </summary>
/// <param name="LastSeen">Time when the user came online, or was last seen.</param>
public sealed record StatusChange(int UserId, bool IsOnline, DateTimeOffset LastSeen);

/// <summary>A change and its receivers.</summary>
/// <param name="RoomMates">All online users who share a room with the user, without duplicates and without the user.</param>
public sealed record StatusNotice(StatusChange Change, IReadOnlyList<int> RoomMates);

internal static class RoomMateQueries
{
    /// <summary>
    /// For each user, all other online users who share a room with the user, without duplicates. Offline users have no
    /// connection for events. So there are never more than there are online users, however many and large the rooms
    /// are.
    /// </summary>
    public static async Task<ILookup<int, int>> OnlineRoomMatesAsync(
        this ChatDbContext database,
        int[] userIds,
        CancellationToken cancellationToken
    )
    {
        var pairs = await (
            from own in database.Participants
            where userIds.Contains(own.UserId)
            join mate in database.Participants on own.ChatroomId equals mate.ChatroomId
            where mate.UserId != own.UserId
            join user in database.Users on mate.UserId equals user.Id
            where user.IsOnline
            select new { own.UserId, MateId = mate.UserId }
        )
            .Distinct()
            .ToListAsync(cancellationToken);
        return pairs.ToLookup(pair => pair.UserId, pair => pair.MateId);
    }
}
