using System.Globalization;
using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.Unread;

/// <summary>
/// The counts that users were told last: a hash per user in Redis, <c>unread:{user id}</c>, from room id to count. It answers
/// nobody (answers are counted in PostgreSQL); it keeps users from being told twice what they know.
/// </summary>
public sealed class UnreadCache(RedisStore redis)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>Those of the counts that differ from what the users were told, all of them while Redis does not answer.</summary>
    public async Task<IReadOnlyList<UnreadCount>> ChangedAsync(IReadOnlyList<UnreadCount> counts)
    {
        var reply = await redis.TryAsync(database =>
            Task.WhenAll(
                counts.Select(count => database.HashGetAsync(Key(count.UserId), count.ChatroomId))
            )
        );
        return reply is { Answered: true, Value: { } told }
            ? [.. counts.Where((count, i) => told[i].IsNull || (long)told[i] != count.Count)]
            : counts;
    }

    public Task RememberAsync(IReadOnlyList<UnreadCount> counts) =>
        redis.TryAsync(database =>
            Task.WhenAll(counts.Select(count => RememberAsync(database, count)))
        );

    /// <summary>Whatever the users were told of the room before, they are told anew.</summary>
    public Task ForgetAsync(int chatroomId, IReadOnlyList<int> userIds) =>
        redis.TryAsync(database =>
            Task.WhenAll(
                userIds.Select(userId => database.HashDeleteAsync(Key(userId), chatroomId))
            )
        );

    private static async Task<bool> RememberAsync(IDatabase database, UnreadCount count)
    {
        // Sent one behind the other, answered together.
        var isSet = database.HashSetAsync(Key(count.UserId), count.ChatroomId, count.Count);
        var expires = database.KeyExpireAsync(Key(count.UserId), KeptFor);
        await Task.WhenAll(isSet, expires);
        return true;
    }

    private static RedisKey Key(int userId) =>
        string.Create(CultureInfo.InvariantCulture, $"unread:{userId}");
}
