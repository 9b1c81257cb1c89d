using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

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
