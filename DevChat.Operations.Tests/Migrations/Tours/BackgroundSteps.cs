using Azure.Storage.Queues;
using DevChat.Functions.Realtime;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Operations.Tests.Migrations.Tours;

/// <summary>All timers and queue functions, each with something to do.</summary>
internal static class BackgroundSteps
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(25);

    /// <summary>Longer than a closed connection counts, and than an announcement takes.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(15);

    /// <summary>A sweep believes Redis once it has swept for 65 s without a pause.</summary>
    public static async Task LetSweepsTrustRedisAsync(TourApp app)
    {
        for (var sweep = 0; sweep < 4; sweep++)
        {
            app.Time.Advance(BetweenSweeps);
            await app.RunTimerAsync("SweepPresence");
        }
    }

    public static async Task WriteOffAsync(TourApp app, TestConnection alive, TestUser gone)
    {
        app.Time.Advance(Overdue);
        await alive.BeatAsync();
        await app.RunTimerAsync("SweepPresence");
        await app.UntilAsync($"SELECT NOT is_online FROM users WHERE id = {gone.Id}");
    }

    public static async Task RunAsync(TourApp app, Cast cast, Rooms rooms)
    {
        await app.CommitWithoutAnnouncingAsync(cast.Grace, rooms.Group);
        app.Time.Advance(Overdue);
        foreach (var (function, _) in DeclaredFunctions.With<TimerTriggerAttribute>())
        {
            await app.RunTimerAsync(DeclaredFunctions.NameOf(function));
        }

        await EnqueueAsync(
            app,
            ChatroomExitMessage.QueueName,
            ChatroomExitMessage.Of(rooms.Group, cast.Kay.Id).ToText()
        );
        await EnqueueAsync(
            app,
            UnreadRecountMessage.QueueName,
            UnreadRecountMessage.Of(rooms.Group).ToText()
        );
        await EndAsync(app);
    }

    /// <summary>Waits for all that is queued: a message is deleted when its function has ended.</summary>
    public static async Task EndAsync(TourApp app)
    {
        foreach (var (_, trigger) in DeclaredFunctions.With<QueueTriggerAttribute>())
        {
            var queue = Queue(app, trigger.QueueName);
            while ((await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount > 0)
            {
                Soon.Token.ThrowIfCancellationRequested();
            }
        }
    }

    private static async Task EnqueueAsync(TourApp app, string queue, string text) =>
        await Queue(app, queue).SendMessageAsync(text);

    private static QueueClient Queue(TourApp app, string name) =>
        app.Services.GetRequiredService<QueueServiceClient>().GetQueueClient(name);
}
