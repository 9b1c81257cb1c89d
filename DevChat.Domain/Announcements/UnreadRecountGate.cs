using System.Globalization;
using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.Announcements;

/// <summary>
/// One recount is under way per room, however many messages are sent meanwhile: Redis key <c>recount:{room id}</c>. A gate that
/// a crash left closed opens by itself; what was missed behind it lags and is found by the repair.
/// </summary>
public sealed class UnreadRecountGate(RedisStore redis)
{
    private static readonly TimeSpan LeftClosedFor = TimeSpan.FromSeconds(5);

    /// <summary>Whether the caller has to see to a recount; true also when Redis does not answer.</summary>
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

    /// <summary>Before counting: a message sent from now on asks for another recount.</summary>
    public Task OpenAsync(int chatroomId) =>
        redis.TryAsync(database => database.KeyDeleteAsync(Key(chatroomId)));

    private static RedisKey Key(int chatroomId) =>
        string.Create(CultureInfo.InvariantCulture, $"recount:{chatroomId}");
}
