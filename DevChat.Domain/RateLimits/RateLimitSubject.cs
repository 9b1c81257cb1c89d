using System.Globalization;
using System.Net;

namespace DevChat.Domain.RateLimits;

/// <summary>Whose buckets they are.</summary>
public readonly record struct RateLimitSubject
{
    private readonly string _name;

    private RateLimitSubject(string name) => _name = name;

    public static RateLimitSubject User(int id) =>
        new(string.Create(CultureInfo.InvariantCulture, $"user:{id}"));

    /// <summary>A client address; of IPv6 the /64, which is what one customer is given. An unknown address is one like any other.</summary>
    public static RateLimitSubject Address(IPAddress? address) =>
        new($"address:{(address is null ? "unknown" : NetworkOf(address))}");

    /// <summary>An account, whether or not it exists.</summary>
    /// <param name="accountHash">What <c>AccountHash</c> makes of its email address.</param>
    public static RateLimitSubject Account(string accountHash) => new($"account:{accountHash}");

    /// <summary>
    /// Key of the subject's bucket for a policy: <c>limit:{subject}:policy</c>. The braces are a hash tag: in a Redis
    /// cluster all buckets of a subject are in one slot, so that one script may touch them.
    /// </summary>
    public string KeyOf(RateLimitPolicy policy) => $"limit:{{{_name}}}:{policy.Name}";

    public override string ToString() => _name;

    private static string NetworkOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 4)
        {
            return address.ToString();
        }
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }
}
