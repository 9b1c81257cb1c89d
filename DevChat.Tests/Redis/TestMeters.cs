using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Redis;

internal static class TestMeters
{
    /// <summary>For parts that measure and whose measurements a test does not look at.</summary>
    public static IMeterFactory None { get; } =
        new ServiceCollection()
            .AddMetrics()
            .BuildServiceProvider()
            .GetRequiredService<IMeterFactory>();
}
