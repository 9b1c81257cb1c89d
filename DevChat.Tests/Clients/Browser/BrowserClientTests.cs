using System.Text.Json;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Clients.Browser;

/// <summary>
/// A web app in a real browser, from another origin than the API's: npm's <c>@microsoft/signalr</c> as it comes, which
/// has the browser send credentials along.
/// </summary>
public sealed class BrowserClientTests(BrowserClientTests.Sites app)
    : IClassFixture<BrowserClientTests.Sites>
{
    [Theory]
    [InlineData("WebSockets")]
    [InlineData("ServerSentEvents")]
    [InlineData("LongPolling")]
    public async Task A_listed_web_app_negotiates_sends_and_receives_over(string transport)
    {
        var story = await VisitAsync(app.Listed, transport);

        Assert.False(story.TryGetProperty("failure", out var failure), $"{failure}");
        Assert.NotEmpty(story.Text("request_id")!);
        Assert.Equal("Hello from a browser", story.GetProperty("message").Text("content"));
        Assert.Equal(
            story.GetProperty("message").GetRawText(),
            story.GetProperty("event").MessageText()
        );
    }

    [Fact]
    public async Task Another_web_app_gets_nowhere()
    {
        var story = await VisitAsync(app.Unlisted, "WebSockets");

        Assert.Contains("Failed to fetch", story.Text("failure"), StringComparison.Ordinal);
    }

    private async Task<JsonElement> VisitAsync(WebSite? site, string transport)
    {
        Assert.SkipWhen(app.Browser is null, Chromium.Missing);
        var user = await app.RegisterAsync();
        var room = (await user.OpenGroupAsync("General")).Id();
        var page = new UriBuilder(site!.Address)
        {
            Fragment = $"api={app.Address}&token={user.Token}&room={room}&transport={transport}",
        };
        await using var browser = await Chromium.OpenAsync(app.Browser, page.Uri);
        return await Soon.Within(site.HearAsync(Soon.Token));
    }

    /// <summary>An API that knows one of two web sites.</summary>
    public sealed class Sites(EmbeddedServers servers) : DevChatApp(servers)
    {
        internal WebSite? Listed { get; private set; }

        internal WebSite? Unlisted { get; private set; }

        /// <summary>Null on a machine that neither has one nor can get one.</summary>
        internal string? Browser { get; private set; }

        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["Cors:AllowedOrigins:0"] = Listed!.Address.GetLeftPart(UriPartial.Authority),
            };

        public override async ValueTask InitializeAsync()
        {
            Browser = await Chromium.FindAsync(CancellationToken.None);
            Listed = await WebSite.StartAsync();
            Unlisted = await WebSite.StartAsync();
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Listed!.DisposeAsync();
            await Unlisted!.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }
}
