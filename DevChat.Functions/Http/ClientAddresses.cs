using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace DevChat.Functions.Http;

/// <summary>Finds out from which address a request comes, behind the number of proxies that are configured.</summary>
public sealed class ClientAddresses(IOptions<ClientAddressOptions> options)
{
    /// <summary>Null only for a connection without an address, such as a Unix socket.</summary>
    public IPAddress? Of(HttpContext http)
    {
        var own = http.Connection.RemoteIpAddress;
        var client =
            ForwardedFor.Client(
                http.Request.Headers["X-Forwarded-For"],
                options.Value.TrustedProxies
            ) ?? own;
        // One client must not have two addresses, depending on the socket that the server listens on.
        return client is { IsIPv4MappedToIPv6: true } ? client.MapToIPv4() : client;
    }
}

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

/// <summary>Reads X-Forwarded-For: every proxy adds at the right the address it was called from; what is further left is hearsay.</summary>
public static class ForwardedFor
{
    /// <summary>
    /// The hop that the outermost of <paramref name="trustedProxies"/> added, as <c>1.2.3.4</c>, <c>1.2.3.4:5678</c>,
    /// <c>2001:db8::1</c>, <c>[2001:db8::1]</c> or <c>[2001:db8::1]:5678</c>. Null when there are fewer hops, or it is none
    /// of these.
    /// </summary>
    public static IPAddress? Client(StringValues header, int trustedProxies)
    {
        if (trustedProxies == 0)
        {
            return null;
        }

        string[] hops = [.. header.SelectMany(line => (line ?? "").Split(','))];
        return hops.Length < trustedProxies ? null : Parse(hops[^trustedProxies].Trim());
    }

    private static IPAddress? Parse(string hop)
    {
        if (hop.Contains('%') || !IPEndPoint.TryParse(hop, out var client))
        {
            return null;
        }

        return
            client.AddressFamily == AddressFamily.InterNetworkV6
            || IsDottedQuad(hop, client.Address)
            ? client.Address
            : null;
    }

    /// <summary>The framework also takes <c>1</c> and <c>0x7f.1</c> for addresses; no proxy writes these.</summary>
    private static bool IsDottedQuad(string hop, IPAddress address) =>
        hop.Split(':')[0] == address.ToString();
}
