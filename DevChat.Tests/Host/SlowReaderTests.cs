using System.Text.Json;
using DevChat.Functions.Realtime;
using DevChat.Host.Realtime;
using DevChat.Host.Runtime;
using DevChat.Testing;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.Host;

/// <summary>A client that reads slowly, or not at all, harms nobody but itself.</summary>
public sealed class SlowReaderTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private static readonly OutboxLimits Default = OutboxLimits.Of(new HostLimits());

    private static readonly OutboxLimits OfBytesOnly = Default with
    {
        Patience = TimeSpan.FromHours(1),
    };

    /// <summary>For more than sockets hold.</summary>
    private static readonly OutboxLimits Roomy = Default with { Bytes = 16 * 1024 * 1024 };

    private static readonly string Text = new('x', 100_000);

    [Fact]
    public async Task In_a_flooded_room_it_is_cut_off_and_the_others_receive_everything_in_order()
    {
        await using var host = await StartAsync(OfBytesOnly);
        await using var reader = await host.ConnectAsync(1);
        await using var slow = await RawAsync(host, user: 2);
        await JoinAsync(host, reader, slow);
        var heard = reader.Listen<string>("said");
        var cutOff = CutOffAsync(host, user: "2");

        var sent = 0;
        for (; !cutOff.IsCompleted; sent++)
        {
            // Three times what may wait, and far more than sockets hold.
            Assert.True(sent < 600, "It is still connected.");
            await SendAsync(host, sent);
            Assert.Equal($"{sent} {Text}", await heard.NextAsync());
            if (sent % 10 == 0 && !cutOff.IsCompleted)
            {
                await Task.WhenAny(slow.ReadSomeAsync(1_000), cutOff);
            }
        }

        await cutOff;
        await SendAsync(host, sent);

        Assert.Equal($"{sent} {Text}", await heard.NextAsync());
        TestContext.Current.TestOutputHelper?.WriteLine($"Cut off after {sent} messages.");
    }

    [Fact]
    public async Task It_is_cut_off_when_something_has_waited_for_too_long()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await StartAsync(Roomy, clock: clock);
        await using var stuck = await RawAsync(host, user: 2);
        await JoinAsync(host, stuck);
        var cutOff = CutOffAsync(host, user: "2");

        // Less than may wait, but more than sockets hold.
        for (var i = 0; i < 100; i++)
        {
            await SendAsync(host, i);
        }

        Assert.False(cutOff.IsCompleted);
        while (!cutOff.IsCompleted)
        {
            clock.Advance(Default.Patience);
            await Task.Yield();
        }

        await cutOff;
    }

    [Theory]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task It_is_cut_off_over(HttpTransportType transport)
    {
        await using var host = await StartAsync(OfBytesOnly);
        await using var reader = await host.ConnectAsync(1);
        using var stuck = await StuckHttpClient.JoinAsync(await GrantAsync(host, 2), transport);
        await JoinAsync(host, reader);
        var heard = reader.Listen<string>("said");
        var cutOff = CutOffAsync(host, user: "2");

        for (var sent = 0; !cutOff.IsCompleted; sent++)
        {
            Assert.True(sent < 600, "It is still connected.");
            await SendAsync(host, sent);
            Assert.Equal($"{sent} {Text}", await heard.NextAsync());
        }

        await cutOff;
    }

    [Fact]
    public async Task Closing_it_waits_for_nothing()
    {
        await using var host = await StartAsync(OfBytesOnly);
        await using var stuck = await RawAsync(host, user: 2);
        await JoinAsync(host, stuck);
        var connection = await IdOfAsync(host, user: "2");
        var cutOff = CutOffAsync(host, user: "2");
        for (var i = 0; i < 100; i++)
        {
            await SendAsync(host, i);
        }

        var closing = host
            .App.Services.GetRequiredService<IRealtimeGateway>()
            .CloseConnectionAsync(connection, "signed out", Soon.Token);

        Assert.True(closing.IsCompletedSuccessfully);
        await cutOff;
        await stuck.EndedAsync();
    }

    [Fact]
    public async Task With_a_backplane_it_holds_up_no_other_receiver()
    {
        var settings = new Dictionary<string, string?>
        {
            ["SignalR:Backplane"] = "redis",
            ["ConnectionStrings:Redis"] = fixture.Redis,
        };
        var limits = Roomy with { Patience = OfBytesOnly.Patience };
        await using var here = await StartAsync(limits, settings);
        await using var there = await StartAsync(limits, settings);
        await using var reader = await there.ConnectAsync(1);
        await using var stuck = await RawAsync(there, user: 2);
        await JoinAsync(there, reader, stuck);
        var heard = reader.Listen<string>("said");
        var cutOff = CutOffAsync(there, user: "2");

        for (var i = 0; i < 100; i++)
        {
            await SendAsync(here, i);
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal($"{i} {Text}", await heard.NextAsync());
        }

        // Not because it was cut off first.
        Assert.False(cutOff.IsCompleted);
    }

    private static Task<ProbeHost> StartAsync(
        OutboxLimits limits,
        Dictionary<string, string?>? settings = null,
        TimeProvider? clock = null
    ) =>
        ProbeHost.StartAsync<SignalRProbes>(
            settings,
            services =>
            {
                services.AddSingleton(limits);
                services.AddSingleton(clock ?? TimeProvider.System);
            }
        );

    private static async Task<RawClient> RawAsync(ProbeHost host, int user) =>
        await RawClient.ConnectAsync(await GrantAsync(host, user));

    private static async Task<ConnectionGrant> GrantAsync(ProbeHost host, int user)
    {
        var answer = await host.Client.PostAsync($"/api/negotiate?user={user}", null, Soon.Token);
        return JsonSerializer.Deserialize<ConnectionGrant>(
            await answer.Content.ReadAsStringAsync(Soon.Token)
        )!;
    }

    private static async Task JoinAsync(ProbeHost host, params object[] clients)
    {
        foreach (var client in clients)
        {
            if (client is RawClient raw)
            {
                await raw.CallAsync("join", "[\"g\"]");
            }
            else
            {
                await ((HubConnection)client).InvokeAsync("join", "g", Soon.Token);
            }
        }
    }

    private static Task SendAsync(ProbeHost host, int number) =>
        host.SendAsync(new("said", [$"{number} {Text}"]) { GroupName = "g" });

    private static async Task<string> IdOfAsync(ProbeHost host, string user)
    {
        while (true)
        {
            if (
                await host.Probe.HearAsync() is SignalRInvocationContext { Event: "connected" } told
                && told.UserId == user
            )
            {
                return told.ConnectionId;
            }
        }
    }

    /// <summary>Ends when the host knows that the user's connection is gone.</summary>
    private static async Task CutOffAsync(ProbeHost host, string user)
    {
        while (true)
        {
            if (
                await host.Probe.HearAsync()
                    is SignalRInvocationContext { Event: "disconnected" } told
                && told.UserId == user
            )
            {
                return;
            }
        }
    }
}
