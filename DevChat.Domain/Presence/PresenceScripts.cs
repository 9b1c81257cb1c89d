namespace DevChat.Domain.Presence;

/// <summary>
/// Scripts that Redis runs atomically. Times are milliseconds since 1970 (UTC), from the clock of the app. All keys of
/// a script are in its KEYS and have the same hash tag, so that the scripts also run on a Redis cluster.
/// </summary>
/// <remarks>
/// The sorted set of a user contains <c>+id</c> for an open connection and <c>-id</c> for a closed one. The score is the
/// end of the presence lease. A closed connection stays in the set for longer, so that a late <c>connected</c> event does
/// not set the user online again. The sorted set of all users contains those who are stored as online. The score is the
/// time at which the sweep must check the user.
/// </remarks>
internal static class PresenceScripts
{
    /// <summary>
    /// KEYS: user, users. ARGV: connection id, user id, now, end of the lease, time to forget, expiry in ms. Returns
    /// whether the connection was known, and whether the status of the user is already stored.
    /// </summary>
    public const string Heartbeat = """
        if redis.call('ZSCORE', KEYS[1], '-' .. ARGV[1]) then return {1, 1} end
        local known = redis.call('ZSCORE', KEYS[1], '+' .. ARGV[1]) and 1 or 0
        redis.call('ZADD', KEYS[1], ARGV[4], '+' .. ARGV[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[5])
        redis.call('PEXPIRE', KEYS[1], ARGV[6])
        local due = redis.call('ZSCORE', KEYS[2], ARGV[2])
        if not due or tonumber(due) <= tonumber(ARGV[3]) then return {known, 0} end
        if tonumber(due) < tonumber(ARGV[4]) then redis.call('ZADD', KEYS[2], ARGV[4], ARGV[2]) end
        return {known, 1}
        """;

    /// <summary>KEYS: user, users. ARGV: user id, now. Run it after the status was stored as online.</summary>
    public const string Written = """
        local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
        if last[2] and tonumber(last[2]) > tonumber(ARGV[2]) then
            redis.call('ZADD', KEYS[2], last[2], ARGV[1])
        end
        return 1
        """;

    /// <summary>KEYS: user, users. ARGV: connection id, user id, end of the lease, time to forget, expiry in ms.</summary>
    public const string Disconnected = """
        redis.call('ZREM', KEYS[1], '+' .. ARGV[1])
        if not redis.call('ZSCORE', KEYS[1], '-' .. ARGV[1]) then
            redis.call('ZADD', KEYS[1], ARGV[3], '-' .. ARGV[1])
        end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])
        redis.call('PEXPIRE', KEYS[1], ARGV[5])
        if redis.call('ZSCORE', KEYS[2], ARGV[2]) then
            redis.call('ZADD', KEYS[2], redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2], ARGV[2])
        end
        return 1
        """;

    /// <summary>
    /// KEYS: users, then one for each user. ARGV: now, lease, grace, then the user ids. Removes the users without a
    /// valid lease. Returns their ids, each followed by the time when the user was last seen (0 if it is not known). A lease
    /// that ends later than any lease lasts is from a clock that was ahead. It begins now.
    /// </summary>
    public const string Expire = """
        local expired, latest = {}, tonumber(ARGV[1]) + tonumber(ARGV[2])
        for i = 2, #KEYS do
            local id, seen, last = ARGV[i + 2], 0, 0
            local members = redis.call('ZRANGE', KEYS[i], 0, -1, 'WITHSCORES')
            for j = 1, #members, 2 do
                local score = tonumber(members[j + 1])
                if score > latest + tonumber(ARGV[2]) then
                    score = latest
                    redis.call('ZADD', KEYS[i], string.format('%.0f', score), members[j])
                end
                local counted = string.sub(members[j], 1, 1) == '+' and ARGV[2] or ARGV[3]
                seen = math.max(seen, score - tonumber(counted))
                last = math.max(last, score)
            end
            if last > tonumber(ARGV[1]) then
                redis.call('ZADD', KEYS[1], string.format('%.0f', last), id)
            else
                redis.call('ZREM', KEYS[1], id)
                expired[#expired + 1] = id
                expired[#expired + 1] = string.format('%.0f', seen)
            end
        end
        return expired
        """;

    /// <summary>
    /// KEYS: watch. ARGV: now, longest pause. Returns the time since which Redis has been watched without a pause, and
    /// the cursor. A sweep in the future is from a clock that was ahead, and counts as a pause, too.
    /// </summary>
    public const string Watch = """
        local swept = redis.call('HGET', KEYS[1], 'swept')
        if not swept or math.abs(tonumber(ARGV[1]) - tonumber(swept)) > tonumber(ARGV[2]) then
            redis.call('HSET', KEYS[1], 'since', ARGV[1])
        end
        redis.call('HSET', KEYS[1], 'swept', ARGV[1])
        return redis.call('HMGET', KEYS[1], 'since', 'cursor')
        """;
}
