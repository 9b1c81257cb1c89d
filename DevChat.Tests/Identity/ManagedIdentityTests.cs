using System.Net;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Programs;

namespace DevChat.Tests.Identity;

/// <summary>The program with an identity of its own, from the platform's endpoint to the stores. No setting has a secret of a store.</summary>
public sealed class ManagedIdentityTests(EmbeddedServers servers, TokenRedis redis)
    : IClassFixture<TokenRedis>
{
    private static readonly Uri Rooms = new("api/chatrooms", UriKind.Relative);
    private static readonly Uri Ready = new("api/health/ready", UriKind.Relative);

    [Fact]
    public async Task The_app_signs_in_to_its_stores_with_the_token_of_now()
    {
        await using var identity = await IdentityEndpoint.StartAsync();
        var corner = await servers.TakeCornerAsync();
        await using var role = await TokenRole.CreateAsync(corner.Postgres, identity.Token);
        await redis.AcceptAsync("devchat-app", identity.Token);
        using var directory = new LocalHostDirectory();
        using var app = new InstanceProcess(
            corner with
            {
                Postgres = role.ConnectionString,
                Redis = $"{redis.Address},user=devchat-app",
            },
            new Dictionary<string, string?>(identity.Environment)
            {
                ["ManagedIdentity:ClientId"] = IdentityEndpoint.ClientId,
                ["SignalR:Backplane"] = "redis",
            },
            directory.Root
        );

        await app.StartAsync();
        var ada = await ProcessUsers.RegisterAsync(app.Address);
        await role.AcceptAsync(identity.Token = "token 2");
        var room = (await ada.OpenGroupAsync("after the change")).Id();
        await using var connection = await ada.ConnectAsync();
        await connection.JoinAsync(room);
        var sent = await ada.SendAsync(room, "hello");

        Assert.Equal(sent.Id(), (await connection.NextAsync("new-message")).Id());
        await ada.GetAsync("api/health/ready");
        Assert.Equal(
            ["https://ossrdbms-aad.database.windows.net", "https://redis.azure.com"],
            identity.Resources.Distinct().Order()
        );
        Assert.NotEqual(0, await redis.ConnectionsAsync("devchat-app"));
    }

    [Fact]
    public async Task While_no_token_can_be_had_the_store_counts_as_one_that_is_away()
    {
        await using var identity = await IdentityEndpoint.StartAsync();
        var corner = await servers.TakeCornerAsync();
        await using var role = await TokenRole.CreateAsync(corner.Postgres, identity.Token);
        using var directory = new LocalHostDirectory();
        using var app = new InstanceProcess(
            corner with
            {
                Postgres = role.ConnectionString,
            },
            new Dictionary<string, string?>(identity.Environment)
            {
                ["ManagedIdentity:ClientId"] = IdentityEndpoint.ClientId,
            },
            directory.Root
        );
        await app.StartAsync();
        var ada = await ProcessUsers.RegisterAsync(app.Address);

        identity.IsOutOfOrder = true;

        using var rooms = await ada.Http.GetAsync(Rooms);
        Assert.Equal(
            "store_unavailable",
            (await rooms.ReadAsync(HttpStatusCode.ServiceUnavailable)).Text("code")
        );
        using var ready = await ada.Http.GetAsync(Ready);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);

        identity.IsOutOfOrder = false;
        await ComesBackAsync(ada, Rooms);
        await ComesBackAsync(ada, Ready);
    }

    /// <summary>Repeats the request, as a client does: an earlier attempt may still be under way, and other requests wait for it.</summary>
    private static async Task ComesBackAsync(TestUser user, Uri path)
    {
        var status = await Soon.UntilAsync(
            async () =>
            {
                using var answer = await user.Http.GetAsync(path);
                return answer.StatusCode;
            },
            answered => answered != HttpStatusCode.ServiceUnavailable,
            $"{path} is available"
        );
        Assert.Equal(HttpStatusCode.OK, status);
    }
}
