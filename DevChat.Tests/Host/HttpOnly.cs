using DevChat.Host.Http;
using DevChat.Host.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Host;

/// <summary>Fills a queue that nothing listens to.</summary>
public sealed class HttpOnly
{
    [Function("Emit")]
    public Emitted Emit([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request) =>
        new(new OkResult(), ["plain é", new QueueProbes.Order(5)]);

    public sealed record Emitted(
        [property: HttpResult] IActionResult Answer,
        [property: QueueOutput("%Queue%")] object[] Messages
    );
}
