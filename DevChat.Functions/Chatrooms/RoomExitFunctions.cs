using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Chatrooms;

public sealed class RoomExitFunctions(RoomExit exit)
{
    [Function("RepeatRoomExit")]
    public Task Repeat(
        [QueueTrigger(RoomLeft.QueueName)] string message,
        CancellationToken cancellationToken
    ) => exit.RepeatAsync(RoomLeft.Parse(message), cancellationToken);
}
