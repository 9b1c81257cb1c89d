using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Azure.Storage.Queues;
using DevChat.Functions.Background;
using DevChat.Tests.Audit;
using DevChat.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Background;

public sealed class PoisonQueueTests(SignInAuditTests.RecordedApp app)
    : IClassFixture<SignInAuditTests.RecordedApp>
{
    [Fact]
    public async Task Poisoned_messages_are_in_the_log_and_in_the_metrics_and_stay_where_they_are()
    {
        var queue = app
            .Services.GetRequiredService<QueueServiceClient>()
            .GetQueueClient("room-left-poison");
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("not one of ours");
        var measured = new ConcurrentQueue<(int Count, string Queue)>();
        using var listener = Listen(measured);

        await app.RunTimerAsync("WatchPoisonQueues");

        Assert.Contains((1, "room-left"), measured);
        Assert.Contains((0, "message-posted"), measured);
        Assert.Contains(
            app.Log.Entries,
            entry => entry.Text.Contains("queue room-left are poisoned", StringComparison.Ordinal)
        );
        Assert.Single((await queue.PeekMessagesAsync(maxMessages: 10)).Value);
    }

    private static MeterListener Listen(ConcurrentQueue<(int Count, string Queue)> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == PoisonMetrics.GaugeName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>(
            (_, count, tags, _) => measured.Enqueue((count, (string)tags[0].Value!))
        );
        listener.Start();
        return listener;
    }
}
