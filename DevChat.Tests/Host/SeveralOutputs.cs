using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Host;

/// <summary>An answer and two outputs.</summary>
public sealed record SeveralOutputs(
    [property: HttpResult] IActionResult? Answer,
    [property: SignalROutput(HubName = "chat")] SignalRMessageAction[]? Actions,
    [property: SignalROutput(HubName = "chat")] SignalRMessageAction? Action
);
