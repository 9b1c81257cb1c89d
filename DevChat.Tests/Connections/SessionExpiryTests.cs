using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Presence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace DevChat.Tests.Connections;

/// <summary>What is remembered of a session ends with it.</summary>
public sealed class SessionExpiryTests(PresenceApp app) : IClassFixture<PresenceApp>
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    [Fact]
    public async Task An_open_connection_sends_nothing_after_its_session_has_expired()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("until tomorrow")).Id();
        await using var connection = await ada.ComeOnlineAsync();
        app.Time.Advance(Lifetime - TimeSpan.FromSeconds(10));
        var message = new { chatroom_id = room, content = "the last one" };
        var sent = await connection.InvokeAsync("send-message", message);
        Assert.Equal(1, sent.Number("seq"));

        app.Time.Advance(TimeSpan.FromSeconds(10));
        await connection.Hub.SendCoreAsync("send-message", [message]);

        await connection.ClosedAsync();
        Assert.Equal(
            1L,
            await app.QueryAsync<long>($"SELECT count(*) FROM messages WHERE chatroom_id = {room}")
        );
    }

    [Fact]
    public async Task A_session_is_cached_for_no_longer_than_it_lives()
    {
        var ada = await app.RegisterAsync();
        app.Time.Advance(Lifetime - TimeSpan.FromSeconds(10));
        await app.EmptyRedisAsync();

        await (await ada.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative))).ReadAsync(
            HttpStatusCode.OK
        );

        Assert.InRange(await CachedForAsync(ada), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private async Task<TimeSpan> CachedForAsync(TestUser user)
    {
        var session = await app.QueryAsync<Guid>(
            $"SELECT id FROM sessions WHERE user_id = {user.Id}"
        );
        var options = ConfigurationOptions.Parse(
            app.Services.GetRequiredService<IConfiguration>().GetConnectionString("Redis")!
        );
        await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        var left = await redis
            .GetDatabase()
            .KeyTimeToLiveAsync($"{options.ChannelPrefix}session:{session:N}");
        return Assert.NotNull(left);
    }
}
