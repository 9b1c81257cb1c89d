using System.Text.Json;
using DevChat.Functions.Realtime;
using DevChat.Testing;

namespace DevChat.Tests.Host;

/// <summary>Calls that no function takes: the client is told so, in words that name nothing of the server, and goes on.</summary>
public sealed class RefusedCallTests
{
    private const int Call = 1;
    private const int Stream = 4;

    [Theory]
    [InlineData("no-such-target")]
    [InlineData("Invoke")]
    [InlineData("INVOKE")]
    [InlineData("refuse")]
    [InlineData("OnConnectedAsync")]
    [InlineData("Dispose")]
    public async Task An_unknown_target_is_reported_with_the_name_that_the_client_gave(
        string target
    )
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>();
        await using var client = await ConnectAsync(host);

        var completion = await client.CallAsync(target, "[1]");

        Assert.Equal($"No function takes the target '{target}'.", Error(completion));
        await AssertAliveAsync(host, client);
    }

    [Theory]
    [InlineData("no-such-target")]
    [InlineData("Invoke")]
    [InlineData("echo")]
    public async Task A_stream_is_refused_by_the_name_that_the_client_gave(string target)
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>();
        await using var client = await ConnectAsync(host);

        var completion = await client.CallAsync(target, "[1]", Stream);

        Assert.Equal($"The target '{target}' is not a stream.", Error(completion));
        await AssertAliveAsync(host, client);
    }

    [Theory]
    [InlineData("""{"type":2,"invocationId":"9","item":1}""")]
    [InlineData("""{"type":3,"invocationId":"9","result":1}""")]
    [InlineData("""{"type":3,"invocationId":"9","error":"Invoke"}""")]
    [InlineData("""{"type":5,"invocationId":"9"}""")]
    [InlineData("""{"type":1,"target":"no-such-target","arguments":[]}""")]
    [InlineData("""{"type":99,"target":"no-such-target"}""")]
    public async Task Frames_without_a_call_are_ignored(string frame)
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>();
        await using var client = await ConnectAsync(host);

        await client.SendAsync(frame);

        await AssertAliveAsync(host, client);
    }

    [Fact]
    public async Task A_long_name_is_not_repeated_whole()
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>();
        await using var client = await ConnectAsync(host);

        var completion = await client.CallAsync(new string('x', 200_000), "[]");

        Assert.InRange(Error(completion)!.Length, 1, 200);
        await AssertAliveAsync(host, client);
    }

    [Fact]
    public async Task A_failure_names_the_function_and_not_the_method_that_called_it()
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>();
        await using var client = await ConnectAsync(host);

        Assert.Equal(
            "Function 'Breaks' failed.",
            Error(await client.CallAsync("breaks", "[]", Call))
        );
    }

    [Fact]
    public async Task More_arguments_than_any_function_takes_are_refused_and_never_reach_one()
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>();
        await using var client = await ConnectAsync(host);
        var arguments = $"[{string.Join(',', Enumerable.Repeat(1, 130_000))}]";

        var completion = await client.CallAsync("echo", arguments);

        Assert.Equal("A call takes at most 8 arguments.", Error(completion));
        await AssertAliveAsync(host, client);
    }

    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    public async Task An_argument_that_is_nested_deep_reaches_its_function(int depth) =>
        Assert.Equal(Nested(depth), await ToldAsync(Nested(depth)));

    [Theory]
    [InlineData(65)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task One_that_is_nested_too_deep_reaches_it_as_text(int depth) =>
        Assert.Equal($"\"{Nested(depth)}\"", await ToldAsync(Nested(depth)));

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    /// <summary>What a function receives for the argument.</summary>
    private static async Task<object> ToldAsync(string argument)
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>();
        await using var client = await ConnectAsync(host);
        await client.SendAsync($$"""{"type":1,"target":"tell","arguments":[{{argument}}]}""");

        // Connected comes first.
        await host.Probe.HearAsync();
        var told = await host.Probe.HearAsync();
        await AssertAliveAsync(host, client);
        return told;
    }

    [Theory]
    [InlineData("""{"type":1,"invocationId":"1","target":"\ud800","arguments":[]}""")]
    [InlineData("""{"type":4,"invocationId":"1","target":"\ud800","arguments":[]}""")]
    public async Task A_target_that_is_no_text_is_unknown(string frame)
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>();
        await using var client = await ConnectAsync(host);

        await client.SendAsync(frame);

        Assert.NotNull(Error(await client.CompletionAsync("1")));
        await AssertAliveAsync(host, client);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"type":1,"invocationId":"\ud800","target":"echo","arguments":[]}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"echo","arguments":5}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"echo"}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":5,"arguments":[]}""")]
    [InlineData("""{"type":1,"invocationId":5,"target":"echo","arguments":[]}""")]
    [InlineData("""{"type":1,"invocationId":"1","arguments":[]}""")]
    [InlineData("""{"type":4,"target":"echo","arguments":[]}""")]
    [InlineData("""{"type":3,"invocationId":"\ud800","result":1}""")]
    [InlineData("""{"\ud800":1,"type":1,"target":"echo"}""")]
    [InlineData("""{"type":"1"}""")]
    [InlineData("""{"type":1.5,"target":"echo","arguments":[]}""")]
    [InlineData("""{"type":99999999999,"target":"echo","arguments":[]}""")]
    [InlineData("[]")]
    [InlineData("5")]
    public async Task A_frame_that_breaks_the_protocol_ends_the_connection_and_is_no_error_of_the_server(
        string frame
    )
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>();
        await using var client = await ConnectAsync(host);

        await client.SendAsync(frame);

        await client.EndedAsync();
        Assert.Empty(host.Log.Errors);
    }

    private static string? Error(JsonElement completion) =>
        completion.GetProperty("error").GetString();

    private static async Task AssertAliveAsync(ProbeHost host, RawClient client)
    {
        var echo = await client.CallAsync("echo", "[1.10]");

        Assert.Equal("[1.10]", echo.GetProperty("result").GetRawText());
        Assert.Empty(host.Log.Errors);
    }

    private static async Task<RawClient> ConnectAsync(ProbeHost host)
    {
        var answer = await host.Client.PostAsync("/api/negotiate?user=1", null, Soon.Token);
        return await RawClient.ConnectAsync(
            JsonSerializer.Deserialize<ConnectionGrant>(
                await answer.Content.ReadAsStringAsync(Soon.Token)
            )!
        );
    }
}
