using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Return value of an HTTP function: the response, and the output bindings, which the host runs after it. Null outputs
/// are skipped.
/// </summary>
public sealed record HttpOutputs(
    [property: HttpResult] IActionResult Response,
    [property: SignalROutput(HubName = IRealtimeGateway.HubName)]
        SignalRMessageAction[]? Events = null,
    [property: QueueOutput(UnreadRecountMessage.QueueName)] string[]? UnreadRecounts = null,
    [property: QueueOutput(ChatroomExitMessage.QueueName)] string[]? ChatroomExits = null
);
