using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace DevChat.Domain.Redis;

internal static class RedisSettings
{
    /// <summary>
    /// Reads <c>ConnectionStrings:Redis</c>. A command to a Redis that is away fails at once instead of queueing. One that
    /// takes longer than a second is given up, unless the connection string names another time.
    /// </summary>
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
