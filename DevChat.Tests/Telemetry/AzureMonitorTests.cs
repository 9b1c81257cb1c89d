using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Programs;

namespace DevChat.Tests.Telemetry;

/// <summary>Application Insights, where a deployment to Azure sends its telemetry; here its ingestion endpoint is a server of ours.</summary>
public sealed class AzureMonitorTests(EmbeddedServers servers) : IAsyncLifetime
{
    private readonly LocalHostDirectory _directory = new();
    private IngestionEndpoint _endpoint = null!;
    private InstanceProcess _app = null!;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await IngestionEndpoint.StartAsync();
        _app = new InstanceProcess(
            await servers.TakeCornerAsync(),
            new Dictionary<string, string?>
            {
                ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
                    $"InstrumentationKey={Guid.CreateVersion7()};IngestionEndpoint={_endpoint.Address}",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "50",
                ["Passwords:WorkFactor"] = "4",
            },
            _directory.Root
        );
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _app.Dispose();
        await _endpoint.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Traces_and_logs_arrive_soon_and_metrics_at_the_latest_when_the_app_stops()
    {
        var user = await ProcessUsers.RegisterAsync(_app.Address);
        var room = (await user.OpenGroupAsync("insights")).Id();
        // The exporter keeps about five traces a second, so the trace of one request may be left out.
        await Soon.UntilAsync(
            async () =>
            {
                await user.SendAsync(room, "hello");
                return _endpoint.HasReceived("POST api/messages");
            },
            "The trace of a message has arrived."
        );
        await _endpoint.ReceivedAsync("function SendMessage");
        await _endpoint.ReceivedAsync("chatroom.created by user");
        Assert.Equal(0, await _app.StopAsync());
        await _endpoint.ReceivedAsync("devchat.messages.sent");
    }
}
