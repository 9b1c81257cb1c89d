using System.Net;
using System.Net.Sockets;
using System.Text;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.AspNetCore.SignalR.Client;

namespace DevChat.Tests.Host;

/// <summary>Clients that take what they can get. The others are served meanwhile.</summary>
public sealed class HostileClientTests(HostileClientTests.LimitedApp app)
    : IClassFixture<HostileClientTests.LimitedApp>
{
    [Fact]
    public async Task A_frame_of_1_MiB_ends_the_connection_that_sent_it_and_no_other()
    {
        var (ada, mallory) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(mallory)).Id();
        await using var atAda = await ada.ConnectAsync();
        await atAda.JoinAsync(room);
        await using var hostile = await mallory.ConnectAsync();

        var sent = hostile.Hub.SendAsync(
            "send-message",
            new { chatroom_id = room, content = new string('x', 1024 * 1024) },
            Soon.Token
        );
        await Record.ExceptionAsync(() => sent);
        await hostile.ClosedAsync();

        await ada.SendAsync(room, "still here");
        Assert.Equal("still here", (await atAda.NextAsync("new-message")).Text("content"));
    }

    [Fact]
    public async Task Hundreds_of_joins_at_once_are_refused_beyond_the_limit_and_others_join_meanwhile()
    {
        var (ada, mallory) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(mallory)).Id();
        await using var atAda = await ada.ConnectAsync();
        await using var hostile = await mallory.ConnectAsync();

        var joins = Enumerable
            .Range(0, 5 * LimitedApp.RequestsPerUser)
            .Select(_ => hostile.InvokeAsync("join-room", new { chatroom_id = room }))
            .ToList();
        await atAda.JoinAsync(room);
        var replies = await Soon.Within(Task.WhenAll(joins));

        var refusals = replies.Where(reply => reply.TryGetProperty("error", out _)).ToList();
        Assert.All(
            refusals,
            reply => Assert.Equal("rate_limited", reply.GetProperty("error").Text("code"))
        );
        // A bucket refills meanwhile, on a slow machine a few times.
        Assert.InRange(refusals.Count, LimitedApp.RequestsPerUser, joins.Count);
        Assert.Equal(HubConnectionState.Connected, hostile.Hub.State);
    }

    [Fact]
    public async Task Requests_whose_head_never_ends_are_cut_off_and_others_are_served_meanwhile()
    {
        var halfOpen = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => SendAsync("GET /api/health HTTP/1.1\r\nHost:"))
        );

        using var served = await app.Anonymous.GetAsync(new Uri("api/health", UriKind.Relative));
        await Task.WhenAll(halfOpen.Select(EndedAsync));

        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task A_body_that_never_comes_is_given_up_and_others_are_served_meanwhile()
    {
        var head =
            "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
        var halfOpen = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => SendAsync(head)));

        using var served = await app.Anonymous.GetAsync(new Uri("api/health", UriKind.Relative));
        await Task.WhenAll(halfOpen.Select(EndedAsync));

        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task A_full_host_refuses_connections_with_503_until_one_ends()
    {
        var ada = await app.RegisterAsync();
        var open = new List<TestConnection>();
        HttpRequestException? refused = null;
        while (refused is null)
        {
            Assert.InRange(open.Count, 0, LimitedApp.RealtimeConnections);
            try
            {
                open.Add(await ada.ConnectAsync());
            }
            catch (HttpRequestException full)
            {
                refused = full;
            }
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await open[0].DisposeAsync();
        await Soon.UntilAsync(
            async () => await Record.ExceptionAsync(ada.ConnectAsync) is null,
            "A connection is free again."
        );
        foreach (var connection in open)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<Socket> SendAsync(string bytes)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, app.Address.Port, Soon.Token);
        await socket.SendAsync(Encoding.ASCII.GetBytes(bytes), Soon.Token);
        return socket;
    }

    /// <summary>Waits until the server has closed the connection.</summary>
    private static async Task EndedAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                while (await Soon.Within(socket.ReceiveAsync(new byte[1024], Soon.Token)) > 0) { }
            }
            catch (SocketException)
            {
                // Reset.
            }
        }
    }

    public sealed class LimitedApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        public const int RequestsPerUser = 100;
        public const int RealtimeConnections = 8;

        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["RateLimits:Enabled"] = "true",
                ["RateLimits:RequestsPerUser"] = $"{RequestsPerUser}",
                ["RateLimits:RegisterPerAddress"] = "1000",
                ["RateLimits:RequestsPerAddress"] = "1000",
                ["Limits:RealtimeConnections"] = $"{RealtimeConnections}",
                ["Limits:HeadTime"] = "00:00:01",
            };
    }
}
