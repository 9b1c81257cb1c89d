using System.Globalization;
using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.ReadState;

/// <summary>
/// The states of rooms whose unread counts were last sent to each user: a Redis hash <c>unread-sent:{user id}</c>, from
/// room id to <see cref="SentUnreadState"/>. It avoids sending the count of one state twice and detects an older count
/// that was sent after a newer one. Responses never use it; their counts come from PostgreSQL.
/// </summary>
public sealed class SentUnreadCounts(RedisStore redis)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromDays(1);

    /// <summary>
    /// KEYS: hash of the user. ARGV: room id, revision, last_read_seq, expiry in ms. Returns 0 and changes
    /// nothing if a newer count is stored.
    /// </summary>
    private const string Remember = """
        local sent = redis.call('HGET', KEYS[1], ARGV[1])
        if sent then
            local revision, read = string.match(sent, '^(%d+):(%d+)$')
            revision, read = tonumber(revision), tonumber(read)
            if revision > tonumber(ARGV[2]) or (revision == tonumber(ARGV[2]) and read > tonumber(ARGV[3])) then
                return 0
            end
        end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ':' .. ARGV[3])
        redis.call('PEXPIRE', KEYS[1], ARGV[4])
        return 1
        """;

    /// <summary>
    /// The counts of states that are newer than the last ones sent. All counts if Redis does not answer.
    /// </summary>
    public async Task<IReadOnlyList<UnreadCount>> ChangedAsync(IReadOnlyList<UnreadCount> counts)
    {
        var reply = await redis.TryAsync(database =>
            Task.WhenAll(
                counts.Select(count => database.HashGetAsync(Key(count.UserId), count.ChatroomId))
            )
        );
        return reply is { Answered: true, Value: { } sent }
            ?
            [
                .. counts.Where(
                    (count, i) => SentUnreadState.Parse(sent[i])?.IsOutdatedBy(count) != false
                ),
            ]
            : counts;
    }

    /// <summary>
    /// Stores the counts as sent. Returns those that are older than the stored ones. Empty if Redis does not answer.
    /// </summary>
    public async Task<IReadOnlyList<UnreadCount>> RememberAsync(IReadOnlyList<UnreadCount> counts)
    {
        var reply = await redis.TryAsync(database =>
            Task.WhenAll(counts.Select(count => RememberAsync(database, count)))
        );
        return reply is { Answered: true, Value: { } taken }
            ? [.. counts.Where((_, i) => !taken[i])]
            : [];
    }

    /// <summary>Forgets the counts of the room, so that the next counts are sent in any case.</summary>
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
                    (long)Expiry.TotalMilliseconds,
                ]
            );

    private static RedisKey Key(int userId) =>
        string.Create(CultureInfo.InvariantCulture, $"unread-sent:{userId}");
}

/// <summary>The state of a room for which a count was sent. In Redis: <c>revision:last_read_seq</c>.</summary>
internal readonly record struct SentUnreadState(long Revision, long LastReadSeq)
{
    /// <summary>Null if no count was sent.</summary>
    public static SentUnreadState? Parse(RedisValue sent)
    {
        if (sent.IsNull)
        {
            return null;
        }

        long[] parts =
        [
            .. $"{sent}".Split(':').Select(part => long.Parse(part, CultureInfo.InvariantCulture)),
        ];
        return new(parts[0], parts[1]);
    }

    /// <summary>
    /// True if <paramref name="count"/> must be sent. A newer state with the same number counts too: it is all that tells
    /// a client that has not joined the room of its own messages on other devices, and of deleted messages.
    /// </summary>
    public bool IsOutdatedBy(UnreadCount count) =>
        (count.Revision, count.LastReadSeq).CompareTo((Revision, LastReadSeq)) > 0;
}
