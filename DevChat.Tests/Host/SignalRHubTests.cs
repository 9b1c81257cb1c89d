using System.Net;
using System.Text.Json;
using DevChat.Functions.Realtime;
using DevChat.Host.Realtime;
using DevChat.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevChat.Tests.Host;

public sealed class SignalRHubTests
{
    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_client_negotiates_connects_and_invokes_over(HttpTransportType transport)
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(7, transport);
        var heard = connection.Listen<string>("heard");

        var me = await connection.InvokeAsync<JsonElement>("who-am-i", Soon.Token);
        await connection.SendAsync("shout", "hello", Soon.Token);

        Assert.Equal(
            $$"""{"UserId":"7","ConnectionId":"{{connection.ConnectionId}}","session_id":"{{SignalRClients.Session}}"}""",
            me.GetRawText()
        );
        Assert.Equal("hello", await heard.NextAsync());
        Assert.Equal("twice", await heard.NextAsync());
    }

    [Fact]
    public async Task Negotiation_names_the_hub_at_the_address_the_caller_used()
    {
        await using var host = await StartAsync();

        var grant = await NegotiateAsync(host.Client, "/api/negotiate?user=1");

        Assert.Equal(new Uri(host.App.BaseAddress, "/client/?hub=chat").ToString(), grant.Url);
    }

    [Theory]
    [InlineData("true", "https://chat.example/client/?hub=chat")]
    [InlineData("false", null)]
    public async Task A_proxy_is_believed_only_when_the_setting_says_so(
        string setting,
        string? expected
    )
    {
        await using var host = await StartAsync(
            new() { ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = setting }
        );
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-Host", "chat.example");
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        var grant = await NegotiateAsync(host.Client, "/api/negotiate?user=1");

        Assert.Equal(
            expected ?? new Uri(host.App.BaseAddress, "/client/?hub=chat").ToString(),
            grant.Url
        );
    }

    [Fact]
    public async Task A_host_that_is_stopping_closes_its_connections_and_takes_no_new_ones()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(5);
        var closed = new TaskCompletionSource();
        connection.Closed += _ => Task.FromResult(closed.TrySetResult());

        host.App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        await Soon.Within(closed.Task);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => host.ConnectAsync(5));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    [Fact]
    public async Task Coming_and_going_of_a_connection_reach_their_functions()
    {
        await using var host = await StartAsync();
        var connection = await host.ConnectAsync(5);
        var id = connection.ConnectionId;

        var connected = (SignalRInvocationContext)await host.Probe.HearAsync();
        await connection.DisposeAsync();
        var disconnected = (SignalRInvocationContext)await host.Probe.HearAsync();

        Assert.Equal(
            ("connected", id, "5"),
            (connected.Event, connected.ConnectionId, connected.UserId)
        );
        Assert.Equal(SignalRInvocationCategory.Connections, connected.Category);
        Assert.Equal(
            SignalRClients.Session.ToString(),
            connected.Claims![ConnectionOwner.SessionClaim].ToString()
        );
        Assert.Equal(
            ("disconnected", id, "5"),
            (disconnected.Event, disconnected.ConnectionId, disconnected.UserId)
        );
        Assert.Null(disconnected.Error);
    }

    [Fact]
    public async Task A_connection_outlives_the_failure_of_connected()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(13);

        var reply = await connection.InvokeAsync<JsonElement[]>("echo", 1, Soon.Token);

        Assert.Single(reply);
        Assert.Contains(host.Log.Errors, entry => entry.Contains("bad luck"));
    }

    [Fact]
    public async Task Any_number_of_arguments_reaches_the_function_as_json()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);

        var none = await connection.InvokeAsync<JsonElement[]>("echo", Soon.Token);
        var three = await connection.InvokeAsync<JsonElement[]>(
            "echo",
            "a",
            null,
            new { b = 1.50m },
            Soon.Token
        );

        Assert.Empty(none);
        Assert.Equal(["\"a\"", "null", """{"b":1.50}"""], three.Select(e => e.GetRawText()));
    }

    [Fact]
    public async Task Named_arguments_are_bound_to_parameters()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);

        var reply = await connection.InvokeAsync<string>("NAMED", new { x = 1 }, 2, Soon.Token);
        var failure = await Assert.ThrowsAsync<HubException>(() =>
            connection.InvokeAsync<string>("named", 1, Soon.Token)
        );

        Assert.Equal("""{"x":1} 2 NAMED""", reply);
        Assert.Contains("'Named'", failure.Message);
    }

    [Fact]
    public async Task A_function_without_reply_answers_null()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);

        Assert.Null(await connection.InvokeAsync<object?>("nothing", Soon.Token));
        Assert.Null(await connection.InvokeAsync<object?>("shout", "x", Soon.Token));
    }

    [Fact]
    public async Task An_unknown_target_is_an_error_and_the_connection_stays()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);

        var failure = await Assert.ThrowsAsync<HubException>(() =>
            connection.InvokeAsync("no-such-target", Soon.Token)
        );
        await connection.SendAsync("no-such-target", Soon.Token);

        Assert.Contains("'no-such-target'", failure.Message);
        Assert.Empty(await connection.InvokeAsync<JsonElement[]>("echo", Soon.Token));
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_failure_tells_the_client_the_function_and_nothing_else()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);

        var failure = await Assert.ThrowsAsync<HubException>(() =>
            connection.InvokeAsync("breaks", Soon.Token)
        );

        Assert.Contains("Function 'Breaks' failed.", failure.Message);
        Assert.DoesNotContain("secret", failure.Message);
        Assert.Contains(host.Log.Errors, entry => entry.Contains("secret of chat"));
    }

    [Fact]
    public async Task A_function_that_hangs_blocks_neither_its_own_connection_nor_others()
    {
        await using var host = await StartAsync();
        await using var one = await host.ConnectAsync(1);
        await using var other = await host.ConnectAsync(2);

        var hanging = one.InvokeAsync<string>("hangs", Soon.Token);

        Assert.Empty(await Soon.Within(one.InvokeAsync<JsonElement[]>("echo", Soon.Token)));
        Assert.Empty(await Soon.Within(other.InvokeAsync<JsonElement[]>("echo", Soon.Token)));
        host.Probe.Open("hangs");
        Assert.Equal("done", await Soon.Within(hanging));
    }

    [Fact]
    public async Task A_message_as_large_as_the_api_allows_gets_through()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);
        var text = new string('x', 256 * 1024 - 2);

        var reply = await connection.InvokeAsync<string[]>("echo", text, Soon.Token);

        Assert.Equal(text, Assert.Single(reply));
    }

    [Fact]
    public async Task A_message_goes_to_connection_before_user_before_group_before_everybody()
    {
        await using var host = await StartAsync();
        await using var ann1 = await host.ConnectAsync(1);
        await using var ann2 = await host.ConnectAsync(1);
        await using var bob = await host.ConnectAsync(2);
        await bob.InvokeAsync("join", "g", Soon.Token);
        var heard = new[] { ann1, ann2, bob }
            .Select(connection => connection.Listen<string>("said"))
            .ToList();

        await SendAsync(
            host,
            new("said", ["connection"])
            {
                ConnectionId = ann1.ConnectionId,
                UserId = "1",
                GroupName = "g",
            }
        );
        await SendAsync(host, new("said", ["user"]) { UserId = "1", GroupName = "g" });
        await SendAsync(host, new("said", ["group"]) { GroupName = "g" });
        await SendAsync(
            host,
            new("said", ["all"])
            {
                ConnectionId = "",
                UserId = "",
                GroupName = "",
            }
        );

        Assert.Equal(["connection", "user", "all"], await TakeAsync(heard[0], 3));
        Assert.Equal(["user", "all"], await TakeAsync(heard[1], 2));
        Assert.Equal(["group", "all"], await TakeAsync(heard[2], 2));
    }

    [Fact]
    public async Task Json_elements_reach_the_client_byte_for_byte()
    {
        const string Json = """{ "n": 1.10e+2, "s":"<\u00e9\u003C/>é🙂", "x" : [ null,true ] }""";
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);
        var heard = connection.Listen<JsonElement>("said");

        await SendAsync(host, new("said", [JsonElement.Parse(Json)]));
        var reply = await connection.InvokeAsync<JsonElement[]>(
            "echo",
            JsonElement.Parse("""{"n":1.10e+2}"""),
            Soon.Token
        );

        Assert.Equal(Json, (await heard.NextAsync()).GetRawText());
        Assert.Equal("""{"n":1.10e+2}""", reply[0].GetRawText());
    }

    [Fact]
    public async Task Whoever_leaves_a_group_hears_nothing_of_it()
    {
        await using var host = await StartAsync();
        await using var ann1 = await host.ConnectAsync(1);
        await using var ann2 = await host.ConnectAsync(1);
        var gateway = host.App.Services.GetRequiredService<IRealtimeGateway>();
        var heard = new[] { ann1, ann2 }.Select(c => c.Listen<string>("said")).ToList();
        await ann1.InvokeAsync("join", "g", Soon.Token);
        await ann2.InvokeAsync("join", "g", Soon.Token);

        await gateway.RemoveFromGroupAsync(ann1.ConnectionId!, "g", Soon.Token);
        await SendAsync(host, new("said", ["one is left"]) { GroupName = "g" });
        await gateway.RemoveUserFromGroupAsync(1, "g", Soon.Token);
        await SendAsync(host, new("said", ["nobody"]) { GroupName = "g" });
        await SendAsync(host, new("said", ["all"]));

        Assert.Equal(["all"], await TakeAsync(heard[0], 1));
        Assert.Equal(["one is left", "all"], await TakeAsync(heard[1], 2));
    }

    [Fact]
    public async Task Group_actions_of_a_user_take_all_connections_along()
    {
        await using var host = await StartAsync();
        await using var ann1 = await host.ConnectAsync(1);
        await using var ann2 = await host.ConnectAsync(1);
        var heard = new[] { ann1, ann2 }.Select(c => c.Listen<string>("said")).ToList();

        await ann1.InvokeAsync("group", true, "g", Soon.Token);
        await SendAsync(host, new("said", ["in"]) { GroupName = "g" });
        await ann1.InvokeAsync("group", false, "g", Soon.Token);
        await SendAsync(host, new("said", ["out"]) { GroupName = "g" });
        await SendAsync(host, new("said", ["all"]));

        Assert.Equal(["in", "all"], await TakeAsync(heard[0], 2));
        Assert.Equal(["in", "all"], await TakeAsync(heard[1], 2));
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_connection_can_be_closed_over(HttpTransportType transport)
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1, transport);

        var reason = await CloseAsync(host, connection);

        // Over the other two a request of the client that is still under way may find the connection gone first.
        if (transport == HttpTransportType.WebSockets)
            Assert.Contains("session over", reason?.Message);
    }

    [Fact]
    public async Task Closing_a_connection_that_is_gone_is_no_error()
    {
        await using var host = await StartAsync();

        await host
            .App.Services.GetRequiredService<IRealtimeGateway>()
            .CloseConnectionAsync("gone", "already", Soon.Token);
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_up_nobody()
    {
        await using var host = await StartAsync();
        await using var reader = await host.ConnectAsync(1);
        await using var stuck = await RawClient.ConnectAsync(
            await NegotiateAsync(host.Client, "/api/negotiate?user=2")
        );
        var heard = reader.Listen<string>("said");
        var text = new string('x', 100_000);

        for (var i = 0; i < 100; i++)
            await SendAsync(host, new("said", [text]));
        await SendAsync(host, new("said", ["last"]));

        Assert.Equal("last", (await TakeAsync(heard, 101))[^1]);
    }

    private static Task<ProbeHost> StartAsync(Dictionary<string, string?>? settings = null) =>
        ProbeHost.StartAsync<SignalRProbes>(settings);

    /// <summary>Closes the connection from the host's side and returns why the client thinks that it ended.</summary>
    private static async Task<Exception?> CloseAsync(ProbeHost host, HubConnection connection)
    {
        var closed = new TaskCompletionSource<Exception?>();
        connection.Closed += reason => Task.FromResult(closed.TrySetResult(reason));
        await host
            .App.Services.GetRequiredService<IRealtimeGateway>()
            .CloseConnectionAsync(connection.ConnectionId!, "session over", Soon.Token);
        return await Soon.Within(closed.Task);
    }

    private static Task SendAsync(ProbeHost host, SignalRMessageAction action) =>
        host.App.Services.GetRequiredService<RealtimeOutput>().SendAsync(action, Soon.Token);

    private static async Task<List<string>> TakeAsync(
        System.Threading.Channels.ChannelReader<string> heard,
        int count
    )
    {
        var taken = new List<string>();
        while (taken.Count < count)
            taken.Add(await heard.NextAsync());
        return taken;
    }

    private static async Task<ConnectionGrant> NegotiateAsync(HttpClient client, string path)
    {
        var answer = await client.PostAsync(path, null, Soon.Token);
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<ConnectionGrant>(
            await answer.Content.ReadAsStringAsync(Soon.Token)
        )!;
    }
}
