using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DevChat.Functions.Realtime;
using DevChat.Host.Realtime;
using DevChat.Testing;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.Host;

/// <summary>A token of the hub opens connections for two minutes; those that it has opened go on.</summary>
public sealed class AgedTokenTests
{
    private const string NegotiateWithHub = "/client/negotiate?hub=chat&negotiateVersion=1";

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_connection_goes_on_when_its_token_is_too_old_to_open_one(
        HttpTransportType transport
    )
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(7, transport);
        var heard = connection.Listen<string>("heard");
        await connection.InvokeAsync<JsonElement[]>("echo", Soon.Token);

        _clock.Advance(Long);

        await connection.InvokeAsync<JsonElement[]>("echo", Soon.Token);
        await connection.SendAsync("shout", "hello", Soon.Token);
        Assert.Equal("hello", await heard.NextAsync());
    }

    [Fact]
    public async Task An_aged_token_serves_a_connection_of_its_owner_and_nothing_else()
    {
        await using var host = await StartAsync();
        var (own, others) = (Mint(host, 1), Mint(host, 2));
        var connection = await OpenAsync(host, own);
        var unopened = await NegotiateAsync(host, own);

        _clock.Advance(Long);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, HttpMethod.Post, connection, own));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await AskAsync(host, HttpMethod.Post, connection, others)
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await AskAsync(host, HttpMethod.Post, connection, Mint(host, 2))
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await AskAsync(host, HttpMethod.Get, unopened, own)
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await AskAsync(host, HttpMethod.Get, "unknown", own)
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await SendAsync(host, HttpMethod.Post, $"{NegotiateWithHub}&id={connection}", own)
        );
    }

    private Task<ProbeHost> StartAsync() =>
        ProbeHost.StartAsync<SignalRProbes>(services: services =>
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock))
        );

    private static string Mint(ProbeHost host, int user) =>
        host
            .App.Services.GetRequiredService<HubTokens>()
            .Mint(new ConnectionOwner(user, SignalRClients.Session, DateTimeOffset.MaxValue));

    /// <summary>A connection by long polling. Returns what its requests name it by.</summary>
    private static async Task<string> OpenAsync(ProbeHost host, string token)
    {
        var connection = await NegotiateAsync(host, token);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, HttpMethod.Get, connection, token));
        using var handshake = Request(HttpMethod.Post, PathOf(connection), token);
        handshake.Content = new StringContent("{\"protocol\":\"json\",\"version\":1}\u001e");
        using var answer = await host.Client.SendAsync(handshake, Soon.Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await host.Probe.HearAsync();
        return connection;
    }

    private static async Task<string> NegotiateAsync(ProbeHost host, string token)
    {
        using var request = Request(HttpMethod.Post, NegotiateWithHub, token);
        using var answer = await host.Client.SendAsync(request, Soon.Token);
        var body = await answer.Content.ReadAsStringAsync(Soon.Token);
        return JsonElement.Parse(body).GetProperty("connectionToken").GetString()!;
    }

    private static Task<HttpStatusCode> AskAsync(
        ProbeHost host,
        HttpMethod method,
        string connection,
        string token
    ) => SendAsync(host, method, PathOf(connection), token);

    private static string PathOf(string connection) =>
        $"/client?hub=chat&id={WebUtility.UrlEncode(connection)}";

    private static async Task<HttpStatusCode> SendAsync(
        ProbeHost host,
        HttpMethod method,
        string path,
        string token
    )
    {
        using var request = Request(method, path, token);
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("{\"type\":6}\u001e");
        }

        using var answer = await host.Client.SendAsync(request, Soon.Token);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string token) =>
        new(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
}
