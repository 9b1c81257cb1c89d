using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Presence;

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
