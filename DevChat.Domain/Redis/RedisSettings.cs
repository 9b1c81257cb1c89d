using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace DevChat.Domain.Redis;

internal static class RedisSettings
{
    /// <summary>Reads <c>ConnectionStrings:Redis</c>. A command to a Redis that is away fails at once instead of queueing.</summary>
    public static ConfigurationOptions Parse(IConfiguration configuration)
    {
        var text =
            configuration.GetConnectionString("Redis")
            ?? throw new InvalidOperationException(
                "ConnectionStrings:Redis is not set: name a Redis, e.g. localhost:6379."
            );
        var options = ConfigurationOptions.Parse(text);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = Math.Min(options.ConnectTimeout, 2000);
        options.AsyncTimeout = Math.Min(options.AsyncTimeout, 1000);
        return options;
    }
}
