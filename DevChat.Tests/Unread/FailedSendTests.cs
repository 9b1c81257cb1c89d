using DevChat.Functions.Announcements;
using DevChat.Functions.ReadState;
using DevChat.Functions.Realtime;
using DevChat.Testing;
using DevChat.Testing.Contract;
using DevChat.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace DevChat.Tests.Unread;

/// <summary>A realtime service that is unavailable when unread counts are announced. Timers do not run: only the queue message leads to an announcement.</summary>
public sealed class FailedSendTests(ChatMetricsTests.ClockedApp app)
    : IClassFixture<ChatMetricsTests.ClockedApp>
{
    [Fact]
    public async Task Counts_that_could_not_be_sent_are_sent_at_the_next_attempt_and_then_no_more()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();
        await app.ExecuteAsync($"UPDATE chatrooms SET last_seq = 1 WHERE id = {room}");
        var sent = new List<int>();
        var gateway = new Mock<IRealtimeGateway>();
        gateway
            .Setup(realtime =>
                realtime.SendAsync(
                    It.IsAny<IReadOnlyList<Delivery>>(),
                    It.IsAny<CancellationToken>()
                )
            )
            .Callback((IReadOnlyList<Delivery> news, CancellationToken _) => sent.Add(news.Count))
            .Returns(() =>
                sent.Count == 1
                    ? Task.FromException(new HttpRequestException("away"))
                    : Task.CompletedTask
            );

        await Assert.ThrowsAsync<HttpRequestException>(() => AnnounceAsync(room, gateway.Object));
        await AnnounceAsync(room, gateway.Object);
        await AnnounceAsync(room, gateway.Object);

        Assert.Equal([1, 1], sent);
    }

    private async Task AnnounceAsync(int room, IRealtimeGateway gateway)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var functions = ActivatorUtilities.CreateInstance<AnnouncementFunctions>(
            scope.ServiceProvider,
            ActivatorUtilities.CreateInstance<ReadStatePublisher>(scope.ServiceProvider, gateway),
            gateway,
            TimeProvider.System
        );
        await functions.Recount(UnreadRecountMessage.Of(room).ToText(), Soon.Token);
    }
}
