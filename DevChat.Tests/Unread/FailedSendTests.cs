using System.Net;
using DevChat.Domain.Announcements;
using DevChat.Domain.ReadState;
using DevChat.Functions.Announcements;
using DevChat.Functions.ReadState;
using DevChat.Functions.Realtime;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Realtime;
using DevChat.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Unread;

/// <summary>
/// A realtime service that is away, or slow, when unread counts are sent. The app's own timers wait for a clock that stands
/// still, and the gate lets no recounts of its own through, so only the recounts of the tests run.
/// </summary>
public sealed class FailedSendTests(ChatMetricsTests.ClockedApp app)
    : IClassFixture<ChatMetricsTests.ClockedApp>
{
    [Fact]
    public async Task Counts_that_could_not_be_sent_are_sent_at_the_next_attempt_and_then_no_more()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await TakeRecountsAsync(room);
        await using var connection = await grace.ComeOnlineAsync();
        await ada.SendAsync(room, "unread");
        var sent = new List<int>();
        var gateway = GatewayMock.Sending(events =>
        {
            sent.Add(events.Count);
            return sent.Count == 1 ? Away() : Task.CompletedTask;
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => RecountAsync(room, gateway));
        Assert.Equal(0, await AnnouncedSeqAsync(room));
        await RecountAsync(room, gateway);
        Assert.Equal(1, await AnnouncedSeqAsync(room));
        await RecountAsync(room, gateway);

        Assert.Equal([1, 1], sent);
    }

    [Fact]
    public async Task A_deletion_that_a_recount_does_not_count_stays_due()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await TakeRecountsAsync(room);
        await using var connection = await grace.ComeOnlineAsync();
        var (first, second) = (
            await ada.SendAsync(room, "first"),
            await ada.SendAsync(room, "second")
        );
        await DeleteAsync(ada, first.Id());

        await RecountAsync(room, GatewayMock.Sending(_ => DeleteAsync(ada, second.Id())));
        Assert.True(await IsRecountDueAsync(room));

        await RecountAsync(room, GatewayMock.Sending(_ => Task.CompletedTask));
        Assert.False(await IsRecountDueAsync(room));
    }

    [Fact]
    public async Task A_message_that_a_recount_does_not_count_stays_due()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await TakeRecountsAsync(room);
        await using var connection = await grace.ComeOnlineAsync();
        var deleted = await ada.SendAsync(room, "deleted");
        await ada.SendAsync(room, "unread");
        await DeleteAsync(ada, deleted.Id());

        await RecountAsync(room, GatewayMock.Sending(_ => ada.SendAsync(room, "meanwhile")));
        Assert.True(await IsRecountDueAsync(room));
        Assert.Equal(2, await AnnouncedSeqAsync(room));

        await RecountAsync(room, GatewayMock.Sending(_ => Task.CompletedTask));
        Assert.False(await IsRecountDueAsync(room));
        Assert.Equal(3, await AnnouncedSeqAsync(room));
    }

    [Fact]
    public async Task A_count_that_marking_as_read_could_not_send_is_sent_by_the_next_recount_even_if_it_is_equal()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await TakeRecountsAsync(room);
        await using var connection = await grace.ComeOnlineAsync();
        await ada.SendAsync(room, "read soon");
        await RecountAsync(room, GatewayMock.Sending(_ => Task.CompletedTask));

        await MarkReadAsync(grace, room, GatewayMock.Sending(_ => Away()));
        await ada.SendAsync(room, "unread");
        var sent = new List<Delivery>();
        await RecountAsync(
            room,
            GatewayMock.Sending(events =>
            {
                sent.AddRange(events);
                return Task.CompletedTask;
            })
        );

        var count = Assert.Single(sent).Payload;
        Assert.Equal(1, count.Number("unread_count"));
        Assert.Equal(1, count.Number("last_read_seq"));
    }

    private static Task Away() => Task.FromException(new HttpRequestException("away"));

    private static async Task DeleteAsync(TestUser sender, int messageId) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await sender.Http.DeleteAsync(
                    new Uri($"api/messages/{messageId}", UriKind.Relative),
                    Soon.Token
                )
            ).StatusCode
        );

    /// <summary>Takes both recounts that the gate would let the app run in the next seconds.</summary>
    private async Task TakeRecountsAsync(int room)
    {
        var gate = app.Services.GetRequiredService<UnreadRecountGate>();
        Assert.NotNull(await gate.RequestAsync(room));
        Assert.NotNull(await gate.RequestAsync(room));
    }

    private Task<long> AnnouncedSeqAsync(int room) =>
        app.QueryAsync<long>($"SELECT announced_seq FROM chatrooms WHERE id = {room}");

    private Task<bool> IsRecountDueAsync(int room) =>
        app.QueryAsync<bool>(
            $"SELECT recount_due_since IS NOT NULL FROM chatrooms WHERE id = {room}"
        );

    private async Task RecountAsync(int room, IRealtimeGateway gateway)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var functions = ActivatorUtilities.CreateInstance<AnnouncementFunctions>(
            scope.ServiceProvider,
            Publisher(scope.ServiceProvider, gateway),
            gateway
        );
        await functions.Recount(UnreadRecountMessage.Of(room).ToText(), Soon.Token);
    }

    private async Task MarkReadAsync(TestUser user, int room, IRealtimeGateway gateway)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var read = await scope
            .ServiceProvider.GetRequiredService<ReadStateService>()
            .MarkAsync(user.Id, room, new ReadPosition(Seq: null), Soon.Token);
        await Publisher(scope.ServiceProvider, gateway).PublishReadAsync(read.Unread);
    }

    private static ReadStatePublisher Publisher(
        IServiceProvider services,
        IRealtimeGateway gateway
    ) => ActivatorUtilities.CreateInstance<ReadStatePublisher>(services, gateway);
}
