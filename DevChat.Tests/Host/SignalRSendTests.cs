using System.Text.Json;
using DevChat.Functions.Realtime;
using DevChat.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Host;

public sealed class SignalRSendTests
{
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

        await host.SendAsync(
            new("said", ["connection"])
            {
                ConnectionId = ann1.ConnectionId,
                UserId = "1",
                GroupName = "g",
            }
        );
        await host.SendAsync(new("said", ["user"]) { UserId = "1", GroupName = "g" });
        await host.SendAsync(new("said", ["group"]) { GroupName = "g" });
        await host.SendAsync(
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
        const string json = """{ "n": 1.10e+2, "s":"<\u00e9\u003C/>é🙂", "x" : [ null,true ] }""";
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);
        var heard = connection.Listen<JsonElement>("said");

        await host.SendAsync(new("said", [JsonElement.Parse(json)]));
        var reply = await connection.InvokeAsync<JsonElement[]>(
            "echo",
            JsonElement.Parse("""{"n":1.10e+2}"""),
            Soon.Token
        );

        Assert.Equal(json, (await heard.NextAsync()).GetRawText());
        Assert.Equal("""{"n":1.10e+2}""", reply[0].GetRawText());
    }

    [Fact]
    public async Task A_connection_that_left_a_group_gets_none_of_its_messages()
    {
        await using var host = await StartAsync();
        await using var ann1 = await host.ConnectAsync(1);
        await using var ann2 = await host.ConnectAsync(1);
        var gateway = host.App.Services.GetRequiredService<IRealtimeGateway>();
        var heard = new[] { ann1, ann2 }.Select(c => c.Listen<string>("said")).ToList();
        await ann1.InvokeAsync("join", "g", Soon.Token);
        await ann2.InvokeAsync("join", "g", Soon.Token);

        await gateway.RemoveFromGroupAsync(ann1.ConnectionId!, "g", Soon.Token);
        await host.SendAsync(new("said", ["one is left"]) { GroupName = "g" });
        await gateway.RemoveUserFromGroupAsync(1, "g", Soon.Token);
        await host.SendAsync(new("said", ["nobody"]) { GroupName = "g" });
        await host.SendAsync(new("said", ["all"]));

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
        await host.SendAsync(new("said", ["in"]) { GroupName = "g" });
        await ann1.InvokeAsync("group", false, "g", Soon.Token);
        await host.SendAsync(new("said", ["out"]) { GroupName = "g" });
        await host.SendAsync(new("said", ["all"]));

        Assert.Equal(["in", "all"], await TakeAsync(heard[0], 2));
        Assert.Equal(["in", "all"], await TakeAsync(heard[1], 2));
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
        {
            await host.SendAsync(new("said", [text]));
        }

        await host.SendAsync(new("said", ["last"]));

        Assert.Equal("last", (await TakeAsync(heard, 101))[^1]);
    }

    private static Task<ProbeHost> StartAsync(Dictionary<string, string?>? settings = null) =>
        ProbeHost.StartAsync<SignalRProbes>(settings);

    private static async Task<List<string>> TakeAsync(
        System.Threading.Channels.ChannelReader<string> heard,
        int count
    )
    {
        var taken = new List<string>();
        while (taken.Count < count)
        {
            taken.Add(await heard.NextAsync());
        }

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
