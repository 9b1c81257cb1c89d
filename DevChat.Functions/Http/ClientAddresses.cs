using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace DevChat.Functions.Http;

/// <summary>Determines the client address of a request, behind the configured number of proxies.</summary>
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
        // The address of a client must not depend on the socket (IPv4 or IPv6) that the server listens on.
        return client is { IsIPv4MappedToIPv6: true } ? client.MapToIPv4() : client;
    }
}

/// <summary>Configuration section <c>ClientAddress</c>.</summary>
public sealed class ClientAddressOptions
{
    /// <summary>
    /// Number of proxies in front of the app. Each adds one hop to X-Forwarded-For. 0: the client connects directly. On
    /// Azure Functions: 1 for the front end of the platform, plus your own proxies.
    /// </summary>
    [Range(0, 10)]
    public int TrustedProxies { get; set; }
}

/// <summary>
/// Reads X-Forwarded-For. Each proxy appends, on the right, the address that it was called from. A client can forge all
/// entries further left.
/// </summary>
public static class ForwardedFor
{
    /// <summary>
    /// The hop that the outermost of <paramref name="trustedProxies"/> proxies added, as <c>1.2.3.4</c>,
    /// <c>1.2.3.4:5678</c>, <c>2001:db8::1</c>, <c>[2001:db8::1]</c> or <c>[2001:db8::1]:5678</c>. Null if there are
    /// fewer hops or the hop has another format.
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

    /// <summary>The framework also parses <c>1</c> and <c>0x7f.1</c> as addresses. No proxy writes these.</summary>
    private static bool IsDottedQuad(string hop, IPAddress address) =>
        hop.Split(':')[0] == address.ToString();
}
