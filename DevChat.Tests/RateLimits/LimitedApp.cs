using System.Net.Http.Json;
using DevChat.Tests.Support;

namespace DevChat.Tests.RateLimits;

/// <summary>
/// An app with limits small enough to be reached, each of which gives no second token for many seconds. It stands behind
/// one proxy, so that tests come from addresses of their choice.
/// </summary>
public class LimitedApp(EmbeddedServers servers) : DevChatApp(servers)
{
    public const int LoginPerAccount = 3;
    public const int LoginPerAddress = 4;
    public const int RegisterPerAccount = 2;
    public const int SendPerUser = 3;
    public const int RequestsPerUser = 60;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["RateLimits:Enabled"] = "true",
            ["RateLimits:LoginPerAccount"] = $"{LoginPerAccount}",
            ["RateLimits:LoginPerAddress"] = $"{LoginPerAddress}",
            ["RateLimits:RegisterPerAccount"] = $"{RegisterPerAccount}",
            ["RateLimits:SendPerUser"] = $"{SendPerUser}",
            ["RateLimits:RequestsPerUser"] = $"{RequestsPerUser}",
            ["ClientAddress:TrustedProxies"] = "1",
        };

    /// <summary>An attempt with a wrong password.</summary>
    public Task<HttpResponseMessage> TryLoginAsync(string email, string forwardedFor) =>
        PostFromAsync(forwardedFor, "api/auth/login", new { email, password = "not the password" });

    public async Task<HttpResponseMessage> PostFromAsync(
        string forwardedFor,
        string path,
        object payload
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path))
        {
            Content = JsonContent.Create(payload),
            Headers = { { "X-Forwarded-For", forwardedFor } },
        };
        return await Anonymous.SendAsync(request);
    }
}
