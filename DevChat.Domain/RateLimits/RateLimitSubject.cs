using System.Globalization;
using System.Net;

namespace DevChat.Domain.RateLimits;

/// <summary>Whose buckets they are.</summary>
public readonly record struct RateLimitSubject
{
    private readonly string _name;

    /// <summary>Which part of what the subject does is meant; null for all of it.</summary>
    private readonly string? _part;

    private RateLimitSubject(string name, string? part = null) => (_name, _part) = (name, part);

    public static RateLimitSubject User(int id) =>
        new(string.Create(CultureInfo.InvariantCulture, $"user:{id}"));

    /// <summary>A client address; of IPv6 the /64, which is what one customer is given. An unknown address is one like any other.</summary>
    public static RateLimitSubject Address(IPAddress? address) =>
        new($"address:{(address is null ? "unknown" : NetworkOf(address))}");

    /// <summary>An account, whether or not it exists.</summary>
    /// <param name="accountHash">What <c>AccountHash</c> makes of its email address.</param>
    public static RateLimitSubject Account(string accountHash) => new($"account:{accountHash}");

    /// <summary>Of what is done with the subject, that which comes from one address.</summary>
    public RateLimitSubject From(IPAddress? address) => new(_name, $"{Address(address)}");

    /// <summary>Of what is done with the subject, that which one device does.</summary>
    public RateLimitSubject On(string device) => new(_name, $"device:{device}");

    /// <summary>
    /// Key of the subject's bucket for a policy: <c>limit:{subject}:policy</c>. The braces are a hash tag: in a Redis
    /// cluster all buckets of a subject and its parts are in one slot, so that one script may touch them.
    /// </summary>
    public string KeyOf(RateLimitPolicy policy) =>
        _part is null
            ? $"limit:{{{_name}}}:{policy.Name}"
            : $"limit:{{{_name}}}:{policy.Name}:{_part}";

    public RateLimitCharge Charge(RateLimitPolicy policy, int cost = 1) =>
        new(KeyOf(policy), policy, cost);

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
