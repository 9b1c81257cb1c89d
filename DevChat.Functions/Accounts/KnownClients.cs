using System.Net;
using DevChat.Domain.Accounts;
using DevChat.Domain.RateLimits;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace DevChat.Functions.Accounts;

/// <summary>
/// Recognises clients that have signed in to an account before, by their device or their address. Does nothing if rate
/// limits are disabled.
/// </summary>
public sealed class KnownClients(
    DeviceTokens devices,
    KnownAddresses addresses,
    CurrentRequest current,
    IOptions<RateLimitOptions> limits
)
{
    /// <summary>
    /// Rate limit subjects of this client within the account's limits. Empty for a client that has never signed in to
    /// the account.
    /// </summary>
    public async Task<IReadOnlyList<RateLimitSubject>> FindAsync(
        HttpRequest request,
        RateLimitSubject account
    )
    {
        if (!limits.Value.Enabled)
        {
            return [];
        }

        var known = new List<RateLimitSubject>();
        if (DeviceCookie.Of(request) is { } token && devices.Read(account, token) is { } device)
        {
            known.Add(account.On(device));
        }

        if (await addresses.ContainsAsync(account, current.ClientAddress))
        {
            known.Add(account.From(current.ClientAddress));
        }

        return known;
    }

    /// <summary>Call this after the client has signed in to the account.</summary>
    public async Task RememberAsync(HttpContext http, RateLimitSubject account)
    {
        if (!limits.Value.Enabled)
        {
            return;
        }

        var token = devices.Issue(account, DeviceCookie.Of(http.Request));
        DeviceCookie.Set(http.Response, token, IsOnOwnMachine(http.Request));
        await addresses.AddAsync(account, current.ClientAddress);
    }

    private bool IsOnOwnMachine(HttpRequest request) =>
        !request.IsHttps && current.ClientAddress is { } address && IPAddress.IsLoopback(address);
}

/// <summary>
/// Cookie with the <see cref="DeviceTokens">device token</see> of a browser. Scripts cannot read it, and browsers send
/// it only to the sign-in routes. It must also work for web apps on other sites (SameSite=None). A foreign page cannot
/// abuse it, because CORS forbids it to send JSON.
/// </summary>
internal static class DeviceCookie
{
    private const string Name = "devchat_device";

    public static string? Of(HttpRequest request) => request.Cookies[Name];

    /// <param name="isOnOwnMachine">
    /// The request came without TLS from the same machine. Browsers then send the cookie only within one site.
    /// </param>
    public static void Set(HttpResponse response, string token, bool isOnOwnMachine)
    {
        var options = new CookieOptions
        {
            HttpOnly = true,
            Secure = !isOnOwnMachine,
            SameSite = isOnOwnMachine ? SameSiteMode.Strict : SameSiteMode.None,
            Path = "/api/auth",
            MaxAge = DeviceTokens.Lifetime,
        };
        if (!isOnOwnMachine)
        {
            // Browsers that block third-party cookies then keep one cookie for each top-level site.
            options.Extensions.Add("Partitioned");
        }

        response.Cookies.Append(Name, token, options);
    }
}
