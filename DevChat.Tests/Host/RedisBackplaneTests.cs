using System.Text.Json;
using DevChat.Functions.Realtime;
using DevChat.Testing;
using DevChat.Testing.Apps;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace DevChat.Tests.Host;

/// <summary>Two hosts that share a Redis are one hub.</summary>
public sealed class RedisBackplaneTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task Messages_reach_connections_of_other_hosts_byte_for_byte()
    {
        await using var here = await StartAsync();
        await using var there = await StartAsync();
        await using var ann = await there.ConnectAsync(1);
        var heard = ann.Listen<JsonElement>("said");
        var gateway = here.App.Services.GetRequiredService<IRealtimeGateway>();

        await gateway.AddToGroupAsync(ann.ConnectionId!, "g", Soon.Token);
        await here.SendAsync(new("said", [JsonElement.Parse("1.10")]) { GroupName = "g" });
        await here.SendAsync(new("said", [JsonElement.Parse("""{ "b" : 2 }""")]) { UserId = "1" });
        await here.SendAsync(
            new("said", [JsonElement.Parse("3")]) { ConnectionId = ann.ConnectionId }
        );

        // In any order: nothing orders messages to different audiences.
        string[] texts =
        [
            (await heard.NextAsync()).GetRawText(),
            (await heard.NextAsync()).GetRawText(),
            (await heard.NextAsync()).GetRawText(),
        ];
        Assert.Equal(["1.10", "3", """{ "b" : 2 }"""], texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Messages_of_one_host_to_one_audience_arrive_in_their_order()
    {
        const int count = 300;
        await using var here = await StartAsync();
        await using var there = await StartAsync();
        await using var ann = await there.ConnectAsync(31);
        await ann.InvokeAsync("join", "ordered", Soon.Token);
        var heard = new[] { "group", "user", "connection" }.Select(ann.Listen<int>).ToList();

        for (var i = 0; i < count; i++)
        {
            await here.SendAsync(new("group", [i]) { GroupName = "ordered" });
            await here.SendAsync(new("user", [i]) { UserId = "31" });
            await here.SendAsync(new("connection", [i]) { ConnectionId = ann.ConnectionId });
        }

        foreach (var channel in heard)
        {
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(i, await channel.NextAsync());
            }
        }
    }

    [Fact]
    public async Task A_user_leaves_a_group_on_every_host()
    {
        await using var here = await StartAsync();
        await using var there = await StartAsync();
        await using var ann1 = await here.ConnectAsync(21);
        await using var ann2 = await there.ConnectAsync(21);
        var heard = new[] { ann1, ann2 }.Select(c => c.Listen<string>("said")).ToList();
        await ann1.InvokeAsync("group", true, "user-group", Soon.Token);

        await here.SendAsync(new("said", ["in"]) { GroupName = "user-group" });
        foreach (var channel in heard)
        {
            Assert.Equal("in", await channel.NextAsync());
        }

        await here
            .App.Services.GetRequiredService<IRealtimeGateway>()
            .RemoveUserFromGroupAsync(21, "user-group", Soon.Token);
        await here.SendAsync(new("said", ["out"]) { GroupName = "user-group" });
        await here.SendAsync(new("said", ["still here"]) { UserId = "21" });

        foreach (var channel in heard)
        {
            Assert.Equal("still here", await channel.NextAsync());
        }
    }

    [Fact]
    public async Task A_connection_of_another_host_is_closed()
    {
        await using var here = await StartAsync();
        await using var there = await StartAsync();
        await using var ann = await there.ConnectAsync(1);
        var closed = new TaskCompletionSource<Exception?>();
        ann.Closed += reason => Task.FromResult(closed.TrySetResult(reason));

        await here
            .App.Services.GetRequiredService<IRealtimeGateway>()
            .CloseConnectionAsync(ann.ConnectionId!, "session over", Soon.Token);

        Assert.Contains("session over", (await Soon.Within(closed.Task))?.Message);
    }

    [Fact]
    public async Task An_order_fails_that_a_host_does_not_acknowledge()
    {
        await using var here = await StartAsync();
        await using var silent = await ConnectionMultiplexer.ConnectAsync(fixture.Redis);
        await silent
            .GetSubscriber()
            .SubscribeAsync(RedisChannel.Literal("devchat:hub:orders"), (_, _) => { });
        var gateway = here.App.Services.GetRequiredService<IRealtimeGateway>();

        await Assert.ThrowsAsync<TimeoutException>(() =>
            gateway.CloseConnectionAsync("somewhere", "session over", Soon.Token)
        );
        await Assert.ThrowsAsync<TimeoutException>(() =>
            gateway.RemoveUserFromGroupAsync(1, "g", Soon.Token)
        );
        Assert.Null(await gateway.ListConnectionsAsync(Soon.Token));
    }

    [Fact]
    public async Task The_connections_of_all_hosts_are_listed()
    {
        await using var here = await StartAsync();
        await using var there = await StartAsync();
        await using var ann = await here.ConnectAsync(31);
        await using var bob = await there.ConnectAsync(32);
        foreach (var connection in (HubConnection[])[ann, bob])
        {
            await connection.InvokeAsync<JsonElement[]>("echo", Soon.Token);
        }

        var listed = await here
            .App.Services.GetRequiredService<IRealtimeGateway>()
            .ListConnectionsAsync(Soon.Token);

        Assert.Contains(new(ann.ConnectionId!, 31, SignalRClients.Session), listed!);
        Assert.Contains(new(bob.ConnectionId!, 32, SignalRClients.Session), listed!);
    }

    private Task<ProbeHost> StartAsync() =>
        ProbeHost.StartAsync<SignalRProbes>(
            new()
            {
                ["SignalR:Backplane"] = "redis",
                ["ConnectionStrings:Redis"] = fixture.Redis,
                ["Jwt:Secret"] = DevChatApp.JwtSecret,
            }
        );
}
