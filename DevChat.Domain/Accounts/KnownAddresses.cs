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
/// Addresses from which an account has signed in. In Redis: one sorted set for each account, with keyed hashes of
/// addresses, sorted by the time of the last sign-in. A hint that may be lost.
/// </summary>
public sealed class KnownAddresses(
    RedisStore redis,
    IOptions<JwtOptions> options,
    TimeProvider clock
)
{
    /// <summary>Maximum number of addresses for each account. The most recent ones are kept.</summary>
    private const int MaxPerAccount = 10;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private readonly IReadOnlyList<byte[]> _keys = options.Value.KeysFor("DevChat known address");

    /// <summary>Also false if Redis does not answer.</summary>
    public async Task<bool> ContainsAsync(RateLimitSubject account, IPAddress? address)
    {
        RedisValue[] members = [.. _keys.Select(key => Member(key, account, address))];
        var reply = await redis.TryAsync(database =>
            database.SortedSetScoresAsync(Key(account), members)
        );
        var oldest = (clock.GetUtcNow() - Retention).ToUnixTimeSeconds();
        return reply.Answered && reply.Value!.Any(signedInAt => signedInAt > oldest);
    }

    /// <summary>Call this after a sign-in to the account from this address.</summary>
    public Task AddAsync(RateLimitSubject account, IPAddress? address) =>
        redis.TryAsync(async database =>
        {
            var (key, now) = (Key(account), clock.GetUtcNow().ToUnixTimeSeconds());
            await Task.WhenAll(
                database.SortedSetAddAsync(key, Member(_keys[0], account, address), now),
                database.SortedSetRemoveRangeByRankAsync(key, 0, -(MaxPerAccount + 1)),
                database.KeyExpireAsync(key, Retention)
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
