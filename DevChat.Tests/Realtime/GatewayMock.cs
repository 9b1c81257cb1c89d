using DevChat.Functions.Realtime;
using Moq;

namespace DevChat.Tests.Realtime;

/// <summary>A realtime gateway that only sends.</summary>
internal static class GatewayMock
{
    public static IRealtimeGateway Sending(Func<IReadOnlyList<Delivery>, Task> send)
    {
        var gateway = new Mock<IRealtimeGateway>();
        gateway
            .Setup(realtime =>
                realtime.SendAsync(
                    It.IsAny<IReadOnlyList<Delivery>>(),
                    It.IsAny<CancellationToken>()
                )
            )
            .Returns((IReadOnlyList<Delivery> events, CancellationToken _) => send(events));
        return gateway.Object;
    }
}
