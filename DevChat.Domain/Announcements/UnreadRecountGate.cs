using System.Globalization;
using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.Announcements;

/// <summary>
/// Limits the unread recounts of a room, however many messages are sent. The first change after a pause is counted at
/// once. Then the room rests, and one deferred recount counts all changes of that time. Redis key
/// <c>recount-gate:{room id}</c>: empty while the room rests, or the id of the deferred recount. If a crash loses a
/// recount, the key expires, and <see cref="UnannouncedChatrooms"/> finds the changes that were missed.
/// </summary>
public sealed class UnreadRecountGate(RedisStore redis)
{
    /// <summary>An unread badge does not need to change more often.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan DeferredExpiry = TimeSpan.FromSeconds(6);

    /// <summary>
    /// KEYS: the gate. ARGV: id for a deferred recount, rest in ms, expiry of a deferred recount in ms. Returns 0 if the
    /// caller must recount at once, 1 if it must recount after the rest, 2 if a recount is already requested.
    /// </summary>
    private const string Request = """
        local state = redis.call('GET', KEYS[1])
        if not state then
            redis.call('SET', KEYS[1], '', 'PX', ARGV[2])
            return 0
        elseif state == '' then
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
            return 1
        end
        return 2
        """;

    /// <summary>KEYS: the gate. ARGV: id of the deferred recount, rest in ms.</summary>
    private const string Open = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
            redis.call('SET', KEYS[1], '', 'PX', ARGV[2])
        end
        """;

    /// <summary>
    /// The recount that the caller must request after a change. Null if a recount that is already requested counts the
    /// change. If Redis does not answer, every change is counted at once.
    /// </summary>
    public async Task<RequestedRecount?> RequestAsync(int chatroomId)
    {
        var id = Guid.CreateVersion7();
        var reply = await redis.TryAsync(database =>
            database.ScriptEvaluateAsync(
                Request,
                [Key(chatroomId)],
                [$"{id}", (long)Rest.TotalMilliseconds, (long)DeferredExpiry.TotalMilliseconds]
            )
        );
        return (reply.Answered ? (int)reply.Value! : 0) switch
        {
            0 => new RequestedRecount(TimeSpan.Zero, DeferredId: null),
            1 => new RequestedRecount(Rest, id),
            _ => null,
        };
    }

    /// <summary>Call this before a deferred recount counts: a later change then requests another recount.</summary>
    public Task OpenAsync(int chatroomId, Guid deferredId) =>
        redis.TryAsync(database =>
            database.ScriptEvaluateAsync(
                Open,
                [Key(chatroomId)],
                [$"{deferredId}", (long)Rest.TotalMilliseconds]
            )
        );

    private static RedisKey Key(int chatroomId) =>
        string.Create(CultureInfo.InvariantCulture, $"recount-gate:{chatroomId}");
}

/// <summary>An unread recount to request.</summary>
/// <param name="Delay">Time until the recount.</param>
/// <param name="DeferredId">Id of a deferred recount; null for a recount at once.</param>
public sealed record RequestedRecount(TimeSpan Delay, Guid? DeferredId);
