using System.Net;
using System.Text.Json;
using DevChat.Functions.Realtime;
using DevChat.Testing;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevChat.Tests.Host;

public sealed class SignalRConnectionTests
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
        Assert.Contains(host.Log.Errors, entry => entry.Text.Contains("bad luck"));
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
        {
            Assert.Contains("session over", reason?.Message);
        }
    }

    [Fact]
    public async Task Closing_a_connection_that_is_gone_is_no_error()
    {
        await using var host = await StartAsync();

        await host
            .App.Services.GetRequiredService<IRealtimeGateway>()
            .CloseConnectionAsync("gone", "already", Soon.Token);
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

    private static async Task<ConnectionGrant> NegotiateAsync(HttpClient client, string path)
    {
        var answer = await client.PostAsync(path, null, Soon.Token);
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<ConnectionGrant>(
            await answer.Content.ReadAsStringAsync(Soon.Token)
        )!;
    }
}
