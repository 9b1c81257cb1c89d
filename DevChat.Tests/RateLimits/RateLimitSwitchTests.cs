using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.RateLimits;

public sealed class RateLimitSwitchTests(RateLimitSwitchTests.SwitchedOffApp off)
    : IClassFixture<RateLimitSwitchTests.SwitchedOffApp>
{
    [Fact]
    public async Task Switched_off_nothing_is_limited_or_said_of_limits()
    {
        var ada = await off.RegisterAsync();
        var room = (await ada.OpenGroupAsync("off")).Id();
        await ada.SendAsync(room, "first");

        var answer = await ada.PostMessageAsync(room, "second");

        await answer.ReadAsync(System.Net.HttpStatusCode.Created);
        Assert.False(answer.Headers.Contains("RateLimit-Limit"));
    }

    public sealed class SwitchedOffApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["RateLimits:Enabled"] = "false",
                ["RateLimits:SendPerUser"] = "1",
            };
    }
}
