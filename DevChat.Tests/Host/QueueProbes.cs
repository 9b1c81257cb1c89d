using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Host;

/// <summary>Queue functions; the queue's name is a setting, so that every test has queues of its own.</summary>
public sealed class QueueProbes(Probe probe)
{
    [Function("Texts")]
    public async Task Texts([QueueTrigger("%Queue%")] string text)
    {
        probe.Tell(text);
        if (text.StartsWith("wait", StringComparison.Ordinal))
        {
            await probe.Gate("wait");
        }

        if (text.StartsWith("fail", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"failed on {text}");
        }
    }

    [Function("Orders")]
    [QueueOutput("%Queue%")]
    public string? Orders([QueueTrigger("%Queue%-orders")] Order order) => $"order {order.Number}";

    [Function("Post")]
    public Posted Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "post/{text}")]
            HttpRequest request,
        string text
    ) => new(new OkResult(), [$"{text}-1", $"{text}-2"], new Order(5));

    public sealed record Order(int Number);

    public sealed record Posted(
        [property: HttpResult] IActionResult Answer,
        [property: QueueOutput("%Queue%")] string[] Texts,
        [property: QueueOutput("%Queue%-orders")] Order Order
    );
}
