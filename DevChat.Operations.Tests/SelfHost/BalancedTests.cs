using System.Collections.Concurrent;
using DevChat.Testing;
using DevChat.Testing.Contract;
using DevChat.Testing.Programs;
using Microsoft.AspNetCore.Http.Connections;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>Several instances behind a load balancer are one chat.</summary>
public abstract class BalancedTests(SelfHosted app)
{
    private const int Clients = 20;

    protected SelfHosted App => app;

    [Fact]
    public async Task Negotiate_names_the_public_address()
    {
        await using var balancer = await BalanceAsync();
        var ada = (await app.RegisterAsync()).At(balancer.Address);

        var grant = await ada.NegotiateAsync();

        Assert.StartsWith(
            new Uri(balancer.Address, "client/?hub=chat&affinity=").ToString(),
            grant.Text("url"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Twenty_clients_of_one_address_get_each_others_messages(
        HttpTransportType transport
    )
    {
        await using var balancer = await BalanceAsync();
        var room = await OpenRoomAsync(balancer);
        await using var members = await room.ConnectAsync(Clients, transport);

        var sent = await Task.WhenAll(
            members.All.Select(async (member, i) => await member.SendAsync($"I am {i}"))
        );
        await members.All[0].SendAsync(ChatParticipant.Last);

        Assert.Equal(Enumerable.Range(1, Clients).Select(seq => (long)seq), sent.Order());
        foreach (var member in members.All)
        {
            Assert.Equal(Clients + 1, (await member.AllMessagesAsync()).Count);
            Assert.False(member.HasReconnected);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_an_instance_ends_the_others_carry_on_and_nothing_acknowledged_is_lost(
        bool isKilled
    )
    {
        await using var balancer = await BalanceAsync();
        var room = await OpenRoomAsync(balancer);
        await using var members = await room.ConnectAsync(Clients, HttpTransportType.WebSockets);
        var acknowledged = new ConcurrentDictionary<long, string>();
        var halfway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var sends = members
            .All.Take(4)
            .Select(
                async (member, i) =>
                {
                    for (var n = 0; n < 15; n++)
                    {
                        var content = $"{n} of {i}";
                        Assert.True(acknowledged.TryAdd(await member.SendAsync(content), content));
                        if (acknowledged.Count >= 20)
                        {
                            halfway.TrySetResult();
                        }
                    }
                }
            )
            .ToList();
        await Soon.Within(halfway.Task);
        await EndAsync(app.One, isKilled);
        try
        {
            await Task.WhenAll(sends);
            await Task.WhenAll(members.All.Select(member => member.JoinAsync()));
            var last = await members.All[0].SendAsync(ChatParticipant.Last);
            acknowledged[last] = ChatParticipant.Last;

            foreach (var member in members.All)
            {
                Assert.Equal(
                    acknowledged.OrderBy(message => message.Key),
                    (await member.AllMessagesAsync()).OrderBy(message => message.Key)
                );
            }

            Assert.Equal(
                Enumerable.Range(1, 61).Select(seq => (long)seq),
                acknowledged.Keys.Order()
            );
            Assert.InRange(members.All.Count(member => member.HasReconnected), 1, Clients - 1);
        }
        finally
        {
            await app.One.StartAsync();
        }
    }

    /// <summary>Starts a load balancer in front of both processes.</summary>
    private protected abstract Task<IBalancer> BalanceAsync();

    private static async Task EndAsync(InstanceProcess instance, bool isKilled)
    {
        if (isKilled)
        {
            await instance.KillAsync();
        }
        else
        {
            Assert.Equal(0, await instance.StopAsync());
        }
    }

    /// <summary>A room of two people, who are at the public address.</summary>
    private async Task<SharedRoom> OpenRoomAsync(IBalancer balancer)
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenDirectRoomAsync(grace);
        return new SharedRoom(room.Id(), [ada.At(balancer.Address), grace.At(balancer.Address)]);
    }
}
