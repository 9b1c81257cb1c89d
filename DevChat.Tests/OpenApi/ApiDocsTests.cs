using System.Net;
using System.Text.RegularExpressions;
using DevChat.Testing.Apps;

namespace DevChat.Tests.OpenApi;

/// <summary>The page to read and try the API in a browser.</summary>
public sealed class ApiDocsTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task The_page_takes_everything_from_its_own_host()
    {
        var page = await GetAsync("api/docs/index.html");
        var html = await page.Content.ReadAsStringAsync();

        var assets = Regex
            .Matches(html, "(?:src|href)=\"([^\"]+)\"")
            .Select(m => m.Groups[1].Value);
        Assert.NotEmpty(assets);
        foreach (var asset in assets)
        {
            Assert.StartsWith("api/docs/", Below(asset), StringComparison.Ordinal);
            await GetAsync(Below(asset));
        }

        Assert.DoesNotContain("//", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_the_document_of_its_own_host() =>
        Assert.Contains(
            "\"urls\":[{\"url\":\"/api/openapi.json\"",
            await (await GetAsync("api/docs/index.js")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_browser_lets_the_page_do_no_more_than_it_needs()
    {
        var page = await GetAsync("api/docs/index.html");

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task The_address_in_the_banner_leads_to_the_page()
    {
        var answer = await app.Anonymous.GetAsync(new Uri("api/docs", UriKind.Relative));

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(
            new Uri(app.Address, "api/docs/index.html"),
            new Uri(answer.RequestMessage!.RequestUri!, answer.Headers.Location!)
        );
    }

    private static string Below(string asset) =>
        new Uri(new Uri("http://host/api/docs/"), asset).AbsolutePath[1..];

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        var answer = await app.Anonymous.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}");
        return answer;
    }
}
