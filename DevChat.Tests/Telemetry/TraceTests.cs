using System.Diagnostics;
using System.Text.Json;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Telemetry;

/// <summary>What a collector makes of a message on its way: one trace, from the request to the last event.</summary>
[Collection(TracedTests.Name)]
public sealed class TraceTests(TracedApp app)
{
    /// <summary>Where the spans of each part of the way come from, and what they are called.</summary>
    private static readonly (string Source, string Name)[] OnTheWay =
    [
        ("Microsoft.Azure.Functions.Worker", "function SendMessage"),
        ("DevChat", "insert messages"),
        ("Npgsql", "WITH"),
        ("OpenTelemetry.Instrumentation.StackExchangeRedis", "EVAL"),
        ("DevChat", "publish new-message"),
        ("DevChat", "process unread-recount"),
        ("DevChat", "publish unread-changed"),
    ];

    [Fact]
    public async Task A_message_sent_by_REST_is_one_trace_to_the_last_event()
    {
        RequireCollector();
        await using var chat = await TracedChat.OpenAsync(app);

        var trace = await chat.PostAsync();
        var received = await chat.Reader.NextAsync("new-message");
        var change = await chat.Reader.NextAsync("unread-changed");

        var spans = await SpansOfAsync(
            trace,
            [("Microsoft.AspNetCore", "POST api/messages"), .. OnTheWay]
        );
        AssertIsOneTree(spans);
        AssertComesFrom(spans, received, "function SendMessage");
        AssertComesFrom(spans, change, "process unread-recount");
        Assert.Equal(
            $"chatroom-{chat.Room}",
            spans.Single(span => span.Name == "publish new-message").Attributes[
                "messaging.destination.name"
            ]
        );
    }

    [Fact]
    public async Task A_message_sent_by_a_realtime_call_is_one_trace_to_the_last_event()
    {
        RequireCollector();
        await using var chat = await TracedChat.OpenAsync(app);

        await chat.Writer.InvokeAsync(
            "send-message",
            new { chatroom_id = chat.Room, content = "by a call" }
        );
        var received = await chat.Reader.NextAsync("new-message");
        var change = await chat.Reader.NextAsync("unread-changed");

        var trace = TraceOf(received).TraceId.ToHexString();
        Assert.Equal(trace, TraceOf(change).TraceId.ToHexString());
        var spans = await SpansOfAsync(
            trace,
            [("Microsoft.Azure.Functions.Worker", "function RealtimeSendMessage"), .. OnTheWay[1..]]
        );
        AssertIsOneTree(spans);
    }

    [Fact]
    public async Task Calls_over_one_connection_are_traces_of_their_own()
    {
        RequireCollector();
        await using var chat = await TracedChat.OpenAsync(app);

        var traces = new HashSet<string>();
        for (var n = 0; n < 3; n++)
        {
            await chat.Writer.InvokeAsync(
                "send-message",
                new { chatroom_id = chat.Room, content = $"{n}" }
            );
            traces.Add(TraceOf(await chat.Reader.NextAsync("new-message")).TraceId.ToHexString());
        }

        Assert.Equal(3, traces.Count);
    }

    [Fact]
    public async Task The_trace_of_a_client_goes_on_in_the_server()
    {
        RequireCollector();
        await using var chat = await TracedChat.OpenAsync(app);
        var client = new ActivityContext(
            ActivityTraceId.CreateRandom(),
            ActivitySpanId.CreateRandom(),
            ActivityTraceFlags.Recorded
        );

        var trace = await chat.PostAsync($"00-{client.TraceId}-{client.SpanId}-01");

        Assert.Equal(client.TraceId.ToHexString(), trace);
        var spans = await SpansOfAsync(
            trace,
            [("Microsoft.AspNetCore", "POST api/messages"), .. OnTheWay]
        );
        var first = spans.Single(span => span.Source == "Microsoft.AspNetCore");
        Assert.Equal(client.SpanId.ToHexString(), first.ParentId);
    }

    [Fact]
    public async Task A_log_line_of_a_request_has_its_trace_its_request_id_and_its_user()
    {
        RequireCollector();
        await using var chat = await TracedChat.OpenAsync(app);

        var trace = await chat.PostAsync();

        var logs = await app.Collector.LogsAsync(logs => logs.Any(IsOfSend));
        var line = logs.Single(IsOfSend);
        Assert.Equal(trace, line.Attributes["RequestId"]);
        Assert.Equal($"{chat.WriterId}", line.Attributes["UserId"]);

        bool IsOfSend(LogRecord log) =>
            log.TraceId == trace
            && log.Text.StartsWith("POST SendMessage", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_on_the_console_of_a_container_is_an_object_with_request_id_and_user()
    {
        RequireCollector();
        await using var chat = await TracedChat.OpenAsync(app);

        var trace = await chat.PostAsync();

        var line = await app.LineAsync("POST SendMessage", trace);
        var scopes = JsonDocument.Parse(line).RootElement.Items("Scopes");
        Assert.Contains(scopes, scope => scope.ToString().Contains($"\"UserId\":{chat.WriterId}"));
        Assert.Contains(scopes, scope => scope.ToString().Contains($"\"RequestId\":\"{trace}\""));
    }

    private static void RequireCollector() =>
        Assert.SkipWhen(DashboardProgram.Path is null, DashboardProgram.Missing);

    private async Task<IReadOnlyList<Span>> SpansOfAsync(
        string trace,
        IEnumerable<(string Source, string Name)> expected
    )
    {
        var spans = await app.Collector.SpansAsync(spans =>
            expected.All(one =>
                spans.Any(span =>
                    span.TraceId == trace && (span.Source, span.Name) == (one.Source, one.Name)
                )
            )
        );
        return [.. spans.Where(span => span.TraceId == trace)];
    }

    /// <summary>One span has no parent in the trace; whatever parents the others name were recorded, too.</summary>
    private static void AssertIsOneTree(IReadOnlyList<Span> spans)
    {
        Assert.Single(spans, span => span.ParentId.Length == 0);
        var known = spans.Select(span => span.Id).ToHashSet();
        Assert.All(
            spans.Where(span => span.ParentId.Length > 0),
            span => Assert.Contains(span.ParentId, known)
        );
    }

    private static void AssertComesFrom(
        IReadOnlyList<Span> spans,
        JsonElement payload,
        string spanName
    )
    {
        var origin = TraceOf(payload);
        var span = Assert.Single(spans, span => span.Id == origin.SpanId.ToHexString());
        Assert.Equal(spanName, span.Name);
    }

    private static ActivityContext TraceOf(JsonElement payload) =>
        ActivityContext.Parse(payload.Text("traceparent")!, traceState: null);
}
