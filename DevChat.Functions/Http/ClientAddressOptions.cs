using System.ComponentModel.DataAnnotations;

namespace DevChat.Functions.Http;

/// <summary>Configuration section <c>ClientAddress</c>.</summary>
public sealed class ClientAddressOptions
{
    /// <summary>
    /// How many proxies stand in front and add a hop to X-Forwarded-For each. 0: the client is who connects. On Azure
    /// Functions it is 1, the platform's front end, plus those of one's own.
    /// </summary>
    [Range(0, 10)]
    public int TrustedProxies { get; set; }
}
