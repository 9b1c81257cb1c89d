using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.RateLimits;

/// <summary>
/// An app with limits small enough to be reached, each of which gives no second token for many seconds. It stands behind
/// one proxy, so that tests come from addresses of their choice.
/// </summary>
public class LimitedApp(EmbeddedServers servers) : DevChatApp(servers)
{
    public const int LoginPerAccount = 3;
    public const int LoginPerAccountEverywhere = 6;
    public const int LoginPerAddress = 4;
    public const int RegisterPerAccount = 2;
    public const int SendPerUser = 3;
    public const int RenamesPerUser = 2;
    public const int RequestsPerUser = 60;

    private int _owners;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["RateLimits:Enabled"] = "true",
            ["RateLimits:LoginPerAccount"] = $"{LoginPerAccount}",
            ["RateLimits:LoginPerAccountEverywhere"] = $"{LoginPerAccountEverywhere}",
            ["RateLimits:LoginPerAddress"] = $"{LoginPerAddress}",
            ["RateLimits:RegisterPerAccount"] = $"{RegisterPerAccount}",
            ["RateLimits:SendPerUser"] = $"{SendPerUser}",
            ["RateLimits:RenamesPerUser"] = $"{RenamesPerUser}",
            ["RateLimits:RequestsPerUser"] = $"{RequestsPerUser}",
            ["ClientAddress:TrustedProxies"] = "1",
        };

    /// <summary>An attempt with a wrong password.</summary>
    public Task<HttpResponseMessage> TryLoginAsync(string email, string forwardedFor) =>
        PostFromAsync(forwardedFor, "api/auth/login", new { email, password = "not the password" });

    /// <summary>The same with the cookie of a device.</summary>
    public Task<HttpResponseMessage> GuessAsync(string address, string email, string device) =>
        PostFromAsync(
            address,
            "api/auth/login",
            new { email, password = "not the password" },
            device
        );

    /// <summary>With the right password.</summary>
    public Task<HttpResponseMessage> LoginFromAsync(
        string address,
        AccountOwner owner,
        string? device = null
    ) =>
        PostFromAsync(
            address,
            "api/auth/login",
            new { email = owner.Email, password = TestUser.Password },
            device
        );

    /// <summary>A new account.</summary>
    public async Task<AccountOwner> RegisterFromAsync(string address)
    {
        var answer = await RegisterAnswerAsync(address);
        var signedIn = await answer.ReadAsync(HttpStatusCode.Created);
        return new(signedIn.GetProperty("user").Text("email")!, DeviceOf(answer));
    }

    /// <summary>The answer to a registration under a name of its own.</summary>
    public Task<HttpResponseMessage> RegisterAnswerAsync(string address)
    {
        var username = $"owner{Interlocked.Increment(ref _owners)}";
        return PostFromAsync(
            address,
            "api/auth/register",
            new
            {
                username,
                email = $"{username}@example.test",
                password = TestUser.Password,
            }
        );
    }

    /// <summary>The device cookie that an answer sets; empty if it sets none.</summary>
    public static string DeviceOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.Single().Split(';')[0]["devchat_device=".Length..]
            : "";

    public async Task<HttpResponseMessage> PostFromAsync(
        string forwardedFor,
        string path,
        object payload,
        string? device = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path))
        {
            Content = JsonContent.Create(payload),
            Headers = { { "X-Forwarded-For", forwardedFor } },
        };
        if (device is not null)
        {
            request.Headers.Add("Cookie", $"devchat_device={device}");
        }

        return await Anonymous.SendAsync(request);
    }
}
