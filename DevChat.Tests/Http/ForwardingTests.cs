using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.RateLimits;

namespace DevChat.Tests.Http;

/// <summary>The host behind a proxy that ends TLS.</summary>
public sealed class ForwardingTests(ForwardingTests.ProxiedApp app)
    : IClassFixture<ForwardingTests.ProxiedApp>
{
    [Fact]
    public async Task The_host_takes_the_scheme_from_the_proxy_and_leaves_the_client_address_to_the_app()
    {
        app.Anonymous.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        for (var i = 0; i < LimitedApp.LoginPerAddress; i++)
        {
            var admitted = await app.TryLoginAsync($"proxied{i}@example.test", "198.51.100.1:443");
            await admitted.ReadAsync(HttpStatusCode.Unauthorized);
            Assert.True(admitted.Headers.Contains("Strict-Transport-Security"));
        }

        var same = await app.TryLoginAsync("proxied@example.test", "198.51.100.1:444");
        var other = await app.TryLoginAsync("proxied@example.test", "198.51.100.2:443");

        await same.ReadAsync(HttpStatusCode.TooManyRequests);
        await other.ReadAsync(HttpStatusCode.Unauthorized);
    }

    public sealed class ProxiedApp(EmbeddedServers servers) : LimitedApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>(base.Settings)
            {
                ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
            };
    }
}
