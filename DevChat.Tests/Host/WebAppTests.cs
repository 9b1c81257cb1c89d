using System.IO.Compression;
using System.Net;
using System.Text;
using DevChat.Testing;
using DevChat.Testing.Apps;

namespace DevChat.Tests.Host;

/// <summary>The host serves a built web app at its root.</summary>
public sealed class WebAppTests(WebAppTests.Site site) : IClassFixture<WebAppTests.Site>
{
    private const string Script = "/assets/app-1a2b.js";

    [Theory]
    [InlineData("/")]
    [InlineData("/rooms/7")]
    [InlineData("/sign-in?from=mail")]
    public async Task A_page_is_the_one_html_file_and_is_asked_for_again_each_time(string path)
    {
        using var page = await site.GetAsync(path);

        Assert.Equal(Site.Html, await page.Content.ReadAsStringAsync(Soon.Token));
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", $"{page.Headers.CacheControl}");
    }

    [Theory]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("/admin/nothing", HttpStatusCode.NotFound)]
    [InlineData("/assets/missing-1.js", HttpStatusCode.NotFound)]
    [InlineData("/..%2f..%2fetc%2fpasswd", HttpStatusCode.NotFound)]
    [InlineData("/api/health", HttpStatusCode.OK)]
    public async Task What_is_no_page_is_no_html(string path, HttpStatusCode status)
    {
        using var answer = await site.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.NotEqual(Site.Html, await answer.Content.ReadAsStringAsync(Soon.Token));
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task A_file_comes_compressed_as_the_client_accepts_it(
        string accepted,
        string? coding
    )
    {
        using var script = await site.GetAsync(Script, accepted);

        Assert.Equal(coding, script.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept-Encoding", script.Headers.Vary);
        await using var body = await script.Content.ReadAsStreamAsync(Soon.Token);
        using var text = new StreamReader(Decoded(body, coding));
        Assert.Equal(Site.Code, await text.ReadToEndAsync(Soon.Token));
    }

    [Fact]
    public async Task A_file_with_a_hash_in_its_name_is_kept_for_ever()
    {
        using var script = await site.GetAsync(Script);

        Assert.Equal("public, max-age=31536000, immutable", $"{script.Headers.CacheControl}");
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        using var page = await site.GetAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rooms/8");
        request.Headers.IfNoneMatch.Add(page.Headers.ETag!);

        using var again = await site.Client.SendAsync(request, Soon.Token);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData(Script)]
    public async Task The_policy_lets_only_the_scripts_of_the_app_run(string path)
    {
        using var answer = await site.GetAsync(path);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Only_reading_is_possible()
    {
        using var posted = await site.Client.PostAsync("/", content: null, Soon.Token);
        using var head = await site.Client.SendAsync(new(HttpMethod.Head, "/"), Soon.Token);

        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    private static Stream Decoded(Stream body, string? coding) =>
        coding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };

    /// <summary>A host with a small web app.</summary>
    public sealed class Site(EmbeddedServers servers) : DevChatApp(servers)
    {
        public const string Html = "<!doctype html><title>An app</title>";
        public const string Code = "console.log('An app');";

        private readonly string _folder = Directory.CreateTempSubdirectory("devchat-web-").FullName;

        public HttpClient Client { get; private set; } = null!;

        protected override string? WebFolder => _folder;

        public override async ValueTask InitializeAsync()
        {
            Write("index.html", Encoding.UTF8.GetBytes(Html));
            var code = Encoding.UTF8.GetBytes(Code);
            Write("assets/app-1a2b.js", code);
            Write(
                "assets/app-1a2b.js.br",
                Compressed(code, into => new BrotliStream(into, CompressionLevel.Optimal))
            );
            Write(
                "assets/app-1a2b.js.gz",
                Compressed(code, into => new GZipStream(into, CompressionLevel.Optimal))
            );
            await base.InitializeAsync();
            Client = new HttpClient { BaseAddress = Address };
        }

        public override async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await base.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }

        public Task<HttpResponseMessage> GetAsync(string path, string accepted = "identity")
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept-Encoding", accepted);
            return Client.SendAsync(request, Soon.Token);
        }

        private void Write(string name, byte[] content)
        {
            var file = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }

        private static byte[] Compressed(byte[] content, Func<Stream, Stream> compress)
        {
            var into = new MemoryStream();
            using (var coding = compress(into))
            {
                coding.Write(content);
            }

            return into.ToArray();
        }
    }
}
