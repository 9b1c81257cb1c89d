using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace DevChat.Domain.Redis;

internal static class RedisSettings
{
    /// <summary>
    /// Parses <c>ConnectionStrings:Redis</c>. If Redis is unreachable, a command fails immediately instead of being
    /// queued. A command times out after one second, unless the connection string sets another time.
    /// </summary>
    public static ConfigurationOptions Parse(IConfiguration configuration)
    {
        var text =
            configuration.GetConnectionString("Redis")
            ?? throw new InvalidOperationException(
                "ConnectionStrings:Redis is not set: give the connection string of a Redis server, e.g. localhost:6379."
            );
        var options = ConfigurationOptions.Parse(text);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        if (!Names(text, "connectTimeout"))
        {
            options.ConnectTimeout = 2000;
        }

        if (!Names(text, "asyncTimeout"))
        {
            options.AsyncTimeout = 1000;
        }

        return options;
    }

    private static bool Names(string text, string option) =>
        text.Split(',')
            .Any(part =>
                part.TrimStart().StartsWith($"{option}=", StringComparison.OrdinalIgnoreCase)
            );
}
