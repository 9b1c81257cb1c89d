using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Programs;
using Microsoft.AspNetCore.Http.Connections;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>The signing secret is changed in three steps, each of which replaces the instances one by one, under load.</summary>
public sealed class KeyRotationTests(EmbeddedServers servers) : IAsyncLifetime
{
    private const string Old = "the key that has signed for long enough";
    private const string New = "the key that is to sign from now on, too";

    private static readonly Uri Me = new("api/auth/me", UriKind.Relative);

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["SignalR:Backplane"] = "redis",
        ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
        ["RateLimits:Enabled"] = "false",
        ["Passwords:WorkFactor"] = "4",
    };

    private readonly string _directory = Directory.CreateTempSubdirectory("devchat-").FullName;
    private readonly ConcurrentDictionary<long, string> _acknowledged = new();
    private readonly List<TestUser> _signedIn = [];
    private IReadOnlyList<InstanceProcess> _instances = [];

    public async ValueTask InitializeAsync()
    {
        var corner = await servers.TakeCornerAsync();
        _instances =
        [
            new InstanceProcess(corner, Settings, _directory),
            new InstanceProcess(corner, Settings, _directory),
        ];
        await Task.WhenAll(_instances.Select(instance => instance.StartAsync(Keys(Old))));
    }

    public ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            instance.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task While_the_key_is_rotated_nobody_is_signed_out_and_no_message_is_lost()
    {
        await using var balancer = await YarpBalancer.StartAsync([
            .. _instances.Select(instance => instance.Address),
        ]);
        var early = await RegisterTwoAsync(balancer.Address);
        var room = (await early[0].OpenGroupAsync("rotation", early[1])).Id();
        await SendWhileAsync(
            new SharedRoom(room, early),
            async loops =>
            {
                await ReplaceAsync(loops, Keys(Old, alsoAccepted: New));
                await ReplaceAsync(loops, Keys(New, alsoAccepted: Old));
            }
        );

        // Jwt:Lifetime goes by: whoever is still there has signed in since, with the new key.
        _signedIn.Clear();
        var late = await RegisterTwoAsync(balancer.Address);
        await AddAsync(early[0], room, late);
        await SendWhileAsync(new SharedRoom(room, late), loops => ReplaceAsync(loops, Keys(New)));

        Assert.Equal(0, balancer.Unauthorized);
        Assert.Equal(
            Enumerable.Range(1, _acknowledged.Count).Select(n => (long)n),
            _acknowledged.Keys.Order()
        );
        foreach (var instance in _instances)
        {
            var refused = await early[0].At(instance.Address).Http.GetAsync(Me);
            await refused.ReadProblemAsync(HttpStatusCode.Unauthorized, "token_invalid");
        }
    }

    /// <summary>Participants send messages while something happens. Afterwards each of them has every acknowledged message.</summary>
    private async Task SendWhileAsync(
        SharedRoom room,
        Func<IReadOnlyList<SendingLoop>, Task> happening
    )
    {
        await using var members = await room.ConnectAsync(4, HttpTransportType.WebSockets);
        var loops = members.All.Select(member => new SendingLoop(member, _acknowledged)).ToList();
        await happening(loops);
        await Task.WhenAll(loops.Select(loop => loop.DisposeAsync().AsTask()));

        await Task.WhenAll(members.All.Select(member => member.JoinAsync()));
        _acknowledged[await members.All[0].SendAsync(ChatParticipant.Last)] = ChatParticipant.Last;
        foreach (var member in members.All)
        {
            Assert.Equal(
                _acknowledged.OrderBy(message => message.Key),
                (await member.AllMessagesAsync()).OrderBy(message => message.Key)
            );
        }
    }

    /// <summary>Replaces the instances one by one. People sign in meanwhile, and everybody is let in everywhere.</summary>
    private async Task ReplaceAsync(
        IReadOnlyList<SendingLoop> loops,
        IReadOnlyDictionary<string, string?> keys
    )
    {
        foreach (var instance in _instances)
        {
            Assert.Equal(0, await instance.StopAsync());
            var other = _instances.Single(running => running != instance);
            _signedIn.Add(await ProcessUsers.RegisterAsync(other.Address));
            await Task.WhenAll(loops.Select(loop => loop.AcknowledgedAsync(more: 3)));
            await instance.StartAsync(keys);
            _signedIn.Add(await ProcessUsers.RegisterAsync(instance.Address));
            await Task.WhenAll(loops.Select(loop => loop.AcknowledgedAsync(more: 3)));
            await EverybodyIsLetInAsync();
        }
    }

    private async Task EverybodyIsLetInAsync()
    {
        foreach (var instance in _instances)
        {
            foreach (var user in _signedIn)
            {
                await user.At(instance.Address).GetAsync("api/auth/me");
                await using var connection = await user.At(instance.Address).ConnectAsync();
            }
        }
    }

    private async Task<IReadOnlyList<TestUser>> RegisterTwoAsync(Uri address)
    {
        TestUser[] two =
        [
            await ProcessUsers.RegisterAsync(address),
            await ProcessUsers.RegisterAsync(address),
        ];
        _signedIn.AddRange(two);
        return two;
    }

    private static async Task AddAsync(TestUser member, int room, IEnumerable<TestUser> others)
    {
        using var answer = await member.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = others.Select(other => other.Id) }
        );
        await answer.ReadAsync(HttpStatusCode.OK);
    }

    private static Dictionary<string, string?> Keys(string secret, string alsoAccepted = "") =>
        new() { ["Jwt:Secret"] = secret, ["Jwt:AlsoAccepted"] = alsoAccepted };
}
