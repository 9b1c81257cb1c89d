using DevChat.Host.Queues;
using DevChat.Host.Runtime;
using Microsoft.Extensions.Configuration;

namespace DevChat.Tests.Host;

public sealed class HostSettingsTests
{
    [Fact]
    public void A_setting_of_the_job_host_wins_over_host_json()
    {
        var settings = HostSettings.Read(
            Path.Combine(AppContext.BaseDirectory, "host.json"),
            new ConfigurationBuilder()
                .AddInMemoryCollection([
                    new("AzureFunctionsJobHost:extensions:queues:maxDequeueCount", "3"),
                    new("AzureFunctionsJobHost:logging:logLevel:default", "Debug"),
                ])
                .Build()
        );

        Assert.Equal(3, QueueSettings.Of(settings).MaxDequeueCount);
        Assert.Equal("Debug", settings.Logging["logLevel:default"]);
        Assert.Equal("Warning", settings.Logging["logLevel:Microsoft"]);
        Assert.Equal("api", settings.RoutePrefix);
    }

    [Theory]
    [InlineData("extensions:queues:maxDequeueCount", "often")]
    [InlineData("logging:logLevel:default", "loud")]
    public void A_setting_that_cannot_be_read_is_named(string setting, string value)
    {
        var failure = Assert.Throws<FormatException>(() =>
            QueueSettings.Of(
                HostSettings.Read(
                    Path.Combine(AppContext.BaseDirectory, "host.json"),
                    new ConfigurationBuilder()
                        .AddInMemoryCollection([new($"AzureFunctionsJobHost:{setting}", value)])
                        .Build()
                )
            )
        );

        Assert.Contains(setting, failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', failure.Message);
    }
}
