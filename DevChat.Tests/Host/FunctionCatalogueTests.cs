using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Host;

public sealed class FunctionCatalogueTests
{
    [Theory]
    [InlineData(typeof(SameNameTwice), "AZFW0017")]
    [InlineData(typeof(TwoHttpResults), "AZFW0015")]
    [InlineData(typeof(NoHttpResult), "AZFW0015")]
    [InlineData(typeof(AsksForKey), "Anonymous")]
    [InlineData(typeof(ReservedRoute), "admin/")]
    [InlineData(typeof(UnboundParameter), "'stranger'")]
    [InlineData(typeof(NoTrigger), "0 triggers")]
    [InlineData(typeof(AsyncVoid), "AZFW0002")]
    [InlineData(typeof(OtherHub), "'other'")]
    [InlineData(typeof(SameTargetTwice), "messages/Ping")]
    public async Task A_function_that_cannot_be_hosted_keeps_the_host_from_starting(
        Type functions,
        string reason
    )
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ProbeHost.StartAsync([functions])
        );

        Assert.Contains(reason, failure.Message);
    }

    public sealed record TwoReplies(
        [property: HttpResult] IActionResult First,
        [property: HttpResult] IActionResult Second
    );

    public sealed record NoReply(
        [property: SignalROutput(HubName = "chat")] SignalRMessageAction[] Actions
    );

    public sealed class SameNameTwice
    {
        [Function("Same")]
        public IActionResult One(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request
        ) => new OkResult();

        [Function("same")]
        public IActionResult Two(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request
        ) => new OkResult();
    }

    public sealed class TwoHttpResults
    {
        [Function("TwoHttpResults")]
        public TwoReplies Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request
        ) => new(new OkResult(), new OkResult());
    }

    public sealed class NoHttpResult
    {
        [Function("NoHttpResult")]
        public Task<NoReply> Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request
        ) => Task.FromResult(new NoReply([]));
    }

    public sealed class AsksForKey
    {
        [Function("AsksForKey")]
        public IActionResult Run([HttpTrigger("get")] HttpRequest request) => new OkResult();
    }

    public sealed class ReservedRoute
    {
        [Function("ReservedRoute")]
        public IActionResult Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "admin/users")]
                HttpRequest request
        ) => new OkResult();
    }

    public sealed class UnboundParameter
    {
        [Function("UnboundParameter")]
        public IActionResult Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request,
            int stranger
        ) => new StatusCodeResult(stranger);
    }

    public sealed class NoTrigger
    {
        [Function("NoTrigger")]
        public void Run(CancellationToken cancellationToken) =>
            cancellationToken.ThrowIfCancellationRequested();
    }

    public sealed class AsyncVoid
    {
        [Function("AsyncVoid")]
        public async void Run([QueueTrigger("queue")] string text) => await Task.FromResult(text);
    }

    public sealed class OtherHub
    {
        [Function("OtherHub")]
        public void Run([SignalRTrigger("other", "messages", "ping")] SignalRInvocationContext c) =>
            ArgumentNullException.ThrowIfNull(c);
    }

    public sealed class SameTargetTwice
    {
        [Function("One")]
        public void One([SignalRTrigger("chat", "messages", "ping")] SignalRInvocationContext c) =>
            ArgumentNullException.ThrowIfNull(c);

        [Function("Two")]
        public void Two([SignalRTrigger("chat", "messages", "Ping")] SignalRInvocationContext c) =>
            ArgumentNullException.ThrowIfNull(c);
    }
}
