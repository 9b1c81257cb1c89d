using System.Globalization;
using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.Announcements;

/// <summary>
/// Allows one unread recount for each room at a time, however many messages are sent: Redis key <c>recount:{room
/// id}</c>. If a crash leaves the gate closed, the key expires. <see cref="UnannouncedChatrooms"/> then finds the
/// changes that were missed.
/// </summary>
public sealed class UnreadRecountGate(RedisStore redis)
{
    private static readonly TimeSpan LeftClosedFor = TimeSpan.FromSeconds(5);

    /// <summary>True if the caller must request a recount. Also true if Redis does not answer.</summary>
    public async Task<bool> TryCloseAsync(int chatroomId)
    {
        var reply = await redis.TryAsync(database =>
            database.StringSetAsync(
                Key(chatroomId),
                RedisValue.EmptyString,
                LeftClosedFor,
                When.NotExists
            )
        );
        return !reply.Answered || reply.Value;
    }

    /// <summary>Call this before counting: a message that is sent later then requests another recount.</summary>
    public Task OpenAsync(int chatroomId) =>
        redis.TryAsync(database => database.KeyDeleteAsync(Key(chatroomId)));

    private static RedisKey Key(int chatroomId) =>
        string.Create(CultureInfo.InvariantCulture, $"recount:{chatroomId}");
}
