using DevChat.Domain;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevChat.LargeData.Measuring;

/// <summary>The services of DevChat.Domain without a host.</summary>
public static class ChatServices
{
    public static ServiceProvider Build(
        string postgres,
        string redis,
        MovableClock clock,
        Action<ILoggingBuilder> logging
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["ConnectionStrings:Postgres"] = postgres,
                    ["ConnectionStrings:Redis"] = redis,
                }
            )
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(clock)
            .AddLogging(logging)
            .AddDomain()
            .BuildServiceProvider();
    }
}
