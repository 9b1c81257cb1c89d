using DevChat.Domain.Accounts;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Accounts;

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
