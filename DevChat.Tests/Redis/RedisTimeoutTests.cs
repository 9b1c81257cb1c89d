using DevChat.Domain.Redis;
using DevChat.Tests.LocalHost;
using DevChat.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace DevChat.Tests.Redis;

/// <summary>How long a command is waited for.</summary>
public sealed class RedisTimeoutTests(EmbeddedServers servers)
{
    [Fact]
    public async Task A_second_is_too_long_unless_the_connection_string_says_otherwise()
    {
        var corner = await servers.TakeCornerAsync();
        await using var held = new HeldRedis(ConfigurationOptions.Parse(corner.Redis).EndPoints[0]);
        await using var hasty = Connect(held.Address);
        await using var patient = Connect($"{held.Address},asyncTimeout=600000");
        Assert.True((await AskAsync(hasty)).Answered);
        Assert.True((await AskAsync(patient)).Answered);

        held.Hold();
        var patiently = AskAsync(patient);
        var hastily = await Soon.Within(AskAsync(hasty));

        Assert.False(hastily.Answered);
        Assert.False(patiently.IsCompleted);
        held.Release();
        Assert.True((await Soon.Within(patiently)).Answered);
    }

    private static Task<RedisReply<TimeSpan>> AskAsync(RedisStore redis) =>
        redis.TryAsync(database => database.PingAsync());

    private static RedisStore Connect(string connectionString) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new("ConnectionStrings:Redis", connectionString)])
                .Build(),
            new RedisConnector(TimeProvider.System, NullLogger<RedisConnector>.Instance),
            TimeProvider.System,
            NullLogger<RedisStore>.Instance
        );
}
