using System.Net;
using System.Security.Cryptography;
using System.Text;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Redis;
using DevChat.Domain.Sessions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace DevChat.Domain.Accounts;

/// <summary>
/// From which addresses an account was signed in to, in Redis: a sorted set an account, of keyed hashes of addresses by the
/// time of the last sign-in. A hint that may vanish.
/// </summary>
public sealed class KnownAddresses(
    RedisStore redis,
    IOptions<JwtOptions> options,
    TimeProvider clock
)
{
    /// <summary>Of each account, the last ones.</summary>
    private const int Most = 10;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private readonly IReadOnlyList<byte[]> _keys = options.Value.KeysFor("DevChat known address");

    /// <summary>False, too, when Redis does not answer.</summary>
    public async Task<bool> ContainsAsync(RateLimitSubject account, IPAddress? address)
    {
        RedisValue[] members = [.. _keys.Select(key => Member(key, account, address))];
        var reply = await redis.TryAsync(database =>
            database.SortedSetScoresAsync(Key(account), members)
        );
        var oldest = (clock.GetUtcNow() - KeptFor).ToUnixTimeSeconds();
        return reply.Answered && reply.Value!.Any(signedInAt => signedInAt > oldest);
    }

    /// <summary>Somebody has just signed in to the account from there.</summary>
    public Task AddAsync(RateLimitSubject account, IPAddress? address) =>
        redis.TryAsync(async database =>
        {
            var (key, now) = (Key(account), clock.GetUtcNow().ToUnixTimeSeconds());
            await Task.WhenAll(
                database.SortedSetAddAsync(key, Member(_keys[0], account, address), now),
                database.SortedSetRemoveRangeByRankAsync(key, 0, -(Most + 1)),
                database.KeyExpireAsync(key, KeptFor)
            );
            return true;
        });

    private static RedisKey Key(RateLimitSubject account) => $"signed-in-from:{account}";

    private static RedisValue Member(byte[] key, RateLimitSubject account, IPAddress? address) =>
        HMACSHA256.HashData(
            key,
            Encoding.UTF8.GetBytes($"{account} {RateLimitSubject.Address(address)}")
        );
}
