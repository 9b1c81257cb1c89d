using DevChat.Domain.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevChat.Testing.Apps;

/// <summary>Connection strings of one app's stores.</summary>
public sealed record ServerCorner(string Postgres, string Redis, string Storage)
{
    /// <summary>The Redis of this corner, as the app connects to it.</summary>
    public RedisStore OpenRedis() =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new("ConnectionStrings:Redis", Redis)])
                .Build(),
            new RedisConnector(TimeProvider.System, NullLogger<RedisConnector>.Instance),
            TimeProvider.System,
            NullLogger<RedisStore>.Instance
        );
}
