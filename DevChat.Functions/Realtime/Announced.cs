using DevChat.Functions.OpenApi;
using DevChat.Functions.Unread;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>The answer to a request, and what follows from it for others. Outputs that are null are left out.</summary>
/// <param name="Answer">What the caller gets; it is out before the rest begins.</param>
/// <param name="Broadcasts">The news.</param>
/// <param name="Recounts">Rooms whose unread counts have to be told anew.</param>
public sealed record Announced(
    [property: HttpResult] IActionResult Answer,
    [property: SignalROutput(HubName = IRealtimeGateway.HubName)]
        SignalRMessageAction[]? Broadcasts = null,
    [property: QueueOutput(RoomChanged.QueueName)] string[]? Recounts = null
)
{
    public Announced(IActionResult answer, IEnumerable<Delivery> news, string[]? recounts = null)
        : this(answer, [.. news.Select(delivery => delivery.ToAction())], recounts) { }
}
