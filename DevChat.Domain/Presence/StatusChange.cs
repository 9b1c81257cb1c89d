using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Presence;

/// <summary>Somebody came or went, as PostgreSQL has it now. Of two changes of one user the one with the later <c>last_seen</c> is newer.</summary>
/// <param name="UserId">Who.</param>
/// <param name="IsOnline">Came, or went.</param>
/// <param name="LastSeen">When the user came, or was last heard of.</param>
public sealed record StatusChange(int UserId, bool IsOnline, DateTimeOffset LastSeen);

/// <summary>A change and who is to hear of it.</summary>
/// <param name="Change">Who came or went.</param>
/// <param name="RoomMates">Everybody who is online and shares a room with that user, each once; not the user itself.</param>
public sealed record StatusNotice(StatusChange Change, IReadOnlyList<int> RoomMates);

internal static class RoomMateQueries
{
    /// <summary>
    /// By user, everybody else who shares a room with that user and is online, each once. Those who are offline have no
    /// connection that could hear anything; so there are never more than there are users online, in however many and large rooms.
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
