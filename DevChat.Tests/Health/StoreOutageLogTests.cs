using System.Net;
using DevChat.Functions.Health;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Logs;
using Microsoft.Extensions.Logging;

namespace DevChat.Tests.Health;

/// <summary>Anybody may ask whether the stores answer, as often as they like.</summary>
public sealed class StoreOutageLogTests(EmbeddedServers servers)
{
    [Fact]
    public async Task An_outage_is_logged_once_however_often_somebody_asks()
    {
        await using var app = new AppWithoutRedis(servers);
        await app.InitializeAsync();

        for (var i = 0; i < 5; i++)
        {
            var answer = await app.Anonymous.GetAsync(
                new Uri("api/health/ready", UriKind.Relative)
            );
            await answer.ReadAsync(HttpStatusCode.ServiceUnavailable);
        }

        Assert.Single(app.Log.Entries, entry => entry.Category == typeof(StoreOutages).FullName);
        Assert.DoesNotContain(
            app.Log.Entries,
            entry => $"{entry}".Contains("Health check", StringComparison.Ordinal)
        );
    }

    private sealed class AppWithoutRedis(EmbeddedServers servers) : DevChatApp(servers)
    {
        public LogRecorder Log { get; } = new();

        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?> { ["ConnectionStrings:Redis"] = "127.0.0.1:9" };

        protected override void AddLogging(ILoggingBuilder logging)
        {
            base.AddLogging(logging);
            logging.AddProvider(Log);
        }
    }
}
