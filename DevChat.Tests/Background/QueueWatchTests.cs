using Azure.Storage.Queues;
using DevChat.Functions.Health;
using DevChat.Tests.Audit;
using DevChat.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.Background;

public sealed class QueueWatchTests(SignInAuditTests.RecordedApp app)
    : IClassFixture<SignInAuditTests.RecordedApp>
{
    [Fact]
    public async Task Poisoned_messages_are_in_the_log_and_in_the_metrics_and_stay_where_they_are()
    {
        var queue = await QueueAsync("room-left-poison");
        await queue.SendMessageAsync("not one of ours");
        using var poisoned = new MetricReading<int>(app.Services, "devchat.queue.poisoned");

        await app.RunTimerAsync("WatchQueues");

        Assert.Equal(1, poisoned.Of("room-left"));
        Assert.Equal(0, poisoned.Of("unread-recount"));
        Assert.Contains(
            app.Log.Entries,
            entry => entry.Text.Contains("poison queue of room-left", StringComparison.Ordinal)
        );
        Assert.Single((await queue.PeekMessagesAsync(maxMessages: 10)).Value);
    }

    [Fact]
    public async Task The_age_of_a_queue_is_that_of_its_oldest_message()
    {
        var queue = await QueueAsync("nobody-listens");
        await queue.SendMessageAsync("the oldest");
        var inAnHour = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1));
        await queue.SendMessageAsync("another");

        var age = await new QueueWatch(Queues, inAnHour).AgeOfOldestAsync(
            queue.Name,
            CancellationToken.None
        );

        Assert.InRange(age.TotalMinutes, 59, 61);
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_yet_has_no_age_and_no_messages()
    {
        var watch = new QueueWatch(Queues, TimeProvider.System);

        Assert.Equal(
            TimeSpan.Zero,
            await watch.AgeOfOldestAsync("not-yet", CancellationToken.None)
        );
        Assert.Equal(0, await watch.CountAsync("not-yet", CancellationToken.None));
    }

    private QueueServiceClient Queues => app.Services.GetRequiredService<QueueServiceClient>();

    private async Task<QueueClient> QueueAsync(string name)
    {
        var queue = Queues.GetQueueClient(name);
        await queue.CreateIfNotExistsAsync();
        return queue;
    }
}
