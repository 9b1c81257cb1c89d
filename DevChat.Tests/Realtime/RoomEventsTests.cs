using DevChat.Functions.Messages;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;
using DevChat.Testing;

namespace DevChat.Tests.Realtime;

public sealed class RoomEventsTests
{
    private readonly List<IReadOnlyList<Delivery>> _sent = [];
    private readonly TaskCompletionSource _service = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource _called = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly RoomEvents _rooms;

    public RoomEventsTests() =>
        _rooms = new RoomEvents(
            GatewayMock.Sending(events =>
            {
                _sent.Add(events);
                _called.TrySetResult();
                return _service.Task;
            })
        );

    [Fact]
    public async Task Events_that_come_while_others_are_sent_are_sent_together_after_them()
    {
        var (first, second, third) = (Event(1), Event(2), Event(3));
        var sending = _rooms.SendAsync(7, [first]);
        await Soon.Within(_called.Task);
        var waiting = Task.WhenAll(_rooms.SendAsync(7, [second]), _rooms.SendAsync(7, [third]));
        Assert.Single(_sent);

        _service.SetResult();

        await Soon.Within(Task.WhenAll(sending, waiting));
        Assert.Equal(
            [
                [first],
                [second, third],
            ],
            _sent
        );
    }

    [Fact]
    public async Task A_failure_reaches_its_callers_and_ends_with_them()
    {
        var failing = _rooms.SendAsync(7, [Event(1)]);
        _service.SetException(new HttpRequestException("away"));

        await Assert.ThrowsAsync<HttpRequestException>(() => Soon.Within(failing));
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            Soon.Within(_rooms.SendAsync(7, [Event(2)]))
        );
        Assert.Equal(2, _sent.Count);
    }

    private static Delivery Event(long revision) => MessageEvents.New(Samples.Message, revision);
}
