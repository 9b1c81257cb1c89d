using DevChat.Testing.Apps;

namespace DevChat.Tests.Redis;

public sealed class RedisStoreTests(EmbeddedServers servers)
{
    [Fact]
    public async Task A_fault_of_the_caller_is_not_taken_for_an_outage()
    {
        await using var redis = (await servers.TakeCornerAsync()).OpenRedis();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            redis.TryAsync<bool>(_ => throw new InvalidOperationException("a fault"))
        );
    }
}
