using System.Text.Json;
using DevChat.Functions.Chatrooms;
using DevChat.Functions.Realtime;
using DevChat.Host.Realtime;
using DevChat.Testing.Apps;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Operations.Tests.Smoke;

/// <summary>REST works, SignalR connects, and the function app gets no calls, or does not answer them.</summary>
public sealed class SilentTriggerTests(EmbeddedServers servers)
{
    [Fact]
    public async Task A_call_that_no_function_takes_is_reported()
    {
        await using var app = new WithoutRoomCalls(servers);
        await app.InitializeAsync();

        var run = await SmokeRun.OfAsync(app.Address);

        await AssertToldLoudlyAsync(run, app, "join-room got no reply of the app");
    }

    [Fact]
    public async Task A_call_that_is_never_answered_is_reported()
    {
        await using var app = new WithRoomCallsThatHang(servers);
        await app.InitializeAsync();

        var run = await SmokeRun.OfAsync(app.Address, seconds: 10);

        await AssertToldLoudlyAsync(run, app, "join-room got no reply within 10 s");
    }

    [Fact]
    public async Task A_refusal_is_an_answer()
    {
        await using var app = new WithOneMessageAMinute(servers);
        await app.InitializeAsync();

        var run = await SmokeRun.OfAsync(app.Address);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "send-message was refused: 429, rate_limited",
            run.Output,
            StringComparison.Ordinal
        );
        await AssertNothingIsLeftAsync(app);
    }

    private static async Task AssertToldLoudlyAsync(SmokeRun run, DevChatApp app, string reason)
    {
        Assert.True(run.ExitCode == 3, run.Output);
        Assert.Contains(reason, run.Output, StringComparison.Ordinal);
        const string title = "THE SIGNALR TRIGGER DOES NOT ANSWER";
        Assert.Contains(
            $"::error title={title}::1. Upstream",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(title, run.Summary, StringComparison.Ordinal);
        Assert.All(
            ["Upstream", "signalr_extension", "Always ready instances", "Host status"],
            check => Assert.Contains(check, run.Summary, StringComparison.Ordinal)
        );
        await AssertNothingIsLeftAsync(app);
    }

    private static async Task AssertNothingIsLeftAsync(DevChatApp app) =>
        Assert.Equal(0, await app.QueryAsync<long>("SELECT count(*) FROM chatrooms"));

    private sealed class WithoutRoomCalls(EmbeddedServers servers)
        : ChangedApp(servers, typeof(ChatroomRealtimeFunctions));

    private sealed class WithRoomCallsThatHang(EmbeddedServers servers)
        : ChangedApp(servers, typeof(ChatroomRealtimeFunctions), typeof(Hanging));

    /// <summary>The message over REST is the one: the call after it is refused.</summary>
    private sealed class WithOneMessageAMinute(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings { get; } =
            new Dictionary<string, string?>
            {
                ["RateLimits:Enabled"] = "true",
                ["RateLimits:SendPerUser"] = "1",
            };
    }

    public sealed class Hanging
    {
        [Function("HangingJoin")]
        public static Task<JsonElement?> Join(
            [SignalRTrigger(IRealtimeGateway.HubName, "messages", "join-room")]
                SignalRInvocationContext invocation,
            CancellationToken cancellationToken
        ) => new TaskCompletionSource<JsonElement?>().Task.WaitAsync(cancellationToken);
    }
}
