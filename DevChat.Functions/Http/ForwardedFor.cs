using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Primitives;

namespace DevChat.Functions.Http;

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
