using System.Globalization;
using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.ReadState;

/// <summary>
/// The counts that users were told last: a hash per user in Redis, <c>unread-told:{user id}</c>, from room id to
/// <see cref="SentUnreadCount"/>. It answers nobody (answers are counted in PostgreSQL); it keeps users from being told twice what
/// they know, and notices when an older count was told after a newer one.
/// </summary>
public sealed class SentUnreadCounts(RedisStore redis)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>KEYS: the user's hash. ARGV: room id, revision, last_read_seq, count, expiry in ms. Returns 0, and changes nothing, when a newer count is there.</summary>
    private const string Remember = """
        local told = redis.call('HGET', KEYS[1], ARGV[1])
        if told then
            local revision, read = string.match(told, '^(%d+):(%d+):')
            revision, read = tonumber(revision), tonumber(read)
            if revision > tonumber(ARGV[2]) or (revision == tonumber(ARGV[2]) and read > tonumber(ARGV[3])) then
                return 0
            end
        end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ':' .. ARGV[3] .. ':' .. ARGV[4])
        redis.call('PEXPIRE', KEYS[1], ARGV[5])
        return 1
        """;

    /// <summary>Those of the counts that differ from what the users were told and are not older, all of them while Redis does not answer.</summary>
    public async Task<IReadOnlyList<UnreadCount>> ChangedAsync(IReadOnlyList<UnreadCount> counts)
    {
        var reply = await redis.TryAsync(database =>
            Task.WhenAll(
                counts.Select(count => database.HashGetAsync(Key(count.UserId), count.ChatroomId))
            )
        );
        return reply is { Answered: true, Value: { } told }
            ?
            [
                .. counts.Where(
                    (count, i) => SentUnreadCount.Parse(told[i])?.IsOutdatedBy(count) != false
                ),
            ]
            : counts;
    }

    /// <summary>Remembers the counts as told. Returns those that are older than what the users were told meanwhile: none while Redis does not answer.</summary>
    public async Task<IReadOnlyList<UnreadCount>> RememberAsync(IReadOnlyList<UnreadCount> counts)
    {
        var reply = await redis.TryAsync(database =>
            Task.WhenAll(counts.Select(count => RememberAsync(database, count)))
        );
        return reply is { Answered: true, Value: { } taken }
            ? [.. counts.Where((_, i) => !taken[i])]
            : [];
    }

    /// <summary>Whatever the users were told of the room before, they are told anew.</summary>
    public Task ForgetAsync(int chatroomId, IReadOnlyList<int> userIds) =>
        redis.TryAsync(database =>
            Task.WhenAll(
                userIds.Select(userId => database.HashDeleteAsync(Key(userId), chatroomId))
            )
        );

    private static async Task<bool> RememberAsync(IDatabase database, UnreadCount count) =>
        (bool)
            await database.ScriptEvaluateAsync(
                Remember,
                [Key(count.UserId)],
                [
                    count.ChatroomId,
                    count.Revision,
                    count.LastReadSeq,
                    count.Count,
                    (long)KeptFor.TotalMilliseconds,
                ]
            );

    private static RedisKey Key(int userId) =>
        string.Create(CultureInfo.InvariantCulture, $"unread-told:{userId}");
}

/// <summary>A count that a user was told, and of which state of the room: <c>revision:last_read_seq:count</c> in Redis.</summary>
internal readonly record struct SentUnreadCount(long Revision, long LastReadSeq, long Count)
{
    /// <summary>Null when the user was told nothing.</summary>
    public static SentUnreadCount? Parse(RedisValue told)
    {
        if (told.IsNull)
        {
            return null;
        }

        long[] parts =
        [
            .. $"{told}".Split(':').Select(part => long.Parse(part, CultureInfo.InvariantCulture)),
        ];
        return new(parts[0], parts[1], parts[2]);
    }

    /// <summary>Whether the user has to be told <paramref name="count"/>: it is another one, and of no older state.</summary>
    public bool IsOutdatedBy(UnreadCount count) =>
        count.Count != Count
        && (count.Revision, count.LastReadSeq).CompareTo((Revision, LastReadSeq)) >= 0;
}
