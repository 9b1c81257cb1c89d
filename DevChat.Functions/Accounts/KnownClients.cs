using System.Net;
using DevChat.Domain.Accounts;
using DevChat.Domain.RateLimits;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace DevChat.Functions.Accounts;

/// <summary>
/// By what a client is known that has signed in to an account before: its device, its address. Without rate limits nobody
/// needs to know.
/// </summary>
public sealed class KnownClients(
    DeviceTokens devices,
    KnownAddresses addresses,
    CurrentRequest current,
    IOptions<RateLimitOptions> limits
)
{
    /// <summary>The parts of the account's limits that are the client's own.</summary>
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

    /// <summary>The client has signed in to the account.</summary>
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
/// Where a browser keeps its <see cref="DeviceTokens">device token</see>: out of reach of scripts, and sent to the routes of
/// sign-in only. Web apps of other sites have to get it sent, too; a foreign page gains nothing by that, because it may not
/// send JSON (CORS).
/// </summary>
internal static class DeviceCookie
{
    private const string Name = "devchat_device";

    public static string? Of(HttpRequest request) => request.Cookies[Name];

    /// <param name="isOnOwnMachine">Without TLS: browsers send such a cookie within one site only.</param>
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
            // Browsers that block cookies of other sites keep it for each site on its own.
            options.Extensions.Add("Partitioned");
        }

        response.Cookies.Append(Name, token, options);
    }
}
