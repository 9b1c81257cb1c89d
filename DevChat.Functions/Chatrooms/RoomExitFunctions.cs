using DevChat.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

public sealed class RoomExitFunctions(RoomExit exit)
{
    [Function("RepeatRoomExit")]
    public async Task Repeat(
        [QueueTrigger(RoomLeft.QueueName)] string message,
        CancellationToken cancellationToken
    )
    {
        var left = RoomLeft.Parse(message);
        using var span = QueueSpans.StartProcessing(RoomLeft.QueueName, left.Traceparent);
        await exit.RepeatAsync(left, cancellationToken);
    }
}
