using System.Globalization;
using System.Net;

namespace DevChat.Domain.RateLimits;

/// <summary>The owner of rate limit buckets: a user, a client address or an account.</summary>
public readonly record struct RateLimitSubject
{
    private readonly string _name;

    /// <summary>The part of the subject's requests that is counted. Null for all requests.</summary>
    private readonly string? _part;

    private RateLimitSubject(string name, string? part = null) => (_name, _part) = (name, part);

    public static RateLimitSubject User(int id) =>
        new(string.Create(CultureInfo.InvariantCulture, $"user:{id}"));

    /// <summary>
    /// A client address. For IPv6 it is the /64 network, because one customer usually has a whole /64. All unknown
    /// addresses share one subject.
    /// </summary>
    public static RateLimitSubject Address(IPAddress? address) =>
        new($"address:{(address is null ? "unknown" : NetworkOf(address))}");

    /// <summary>An account. It does not have to exist.</summary>
    /// <param name="accountHash">Result of <c>AccountHash</c> for the email address.</param>
    public static RateLimitSubject Account(string accountHash) => new($"account:{accountHash}");

    /// <summary>The requests of this subject from one address.</summary>
    public RateLimitSubject From(IPAddress? address) => new(_name, $"{Address(address)}");

    /// <summary>The requests of this subject from one device.</summary>
    public RateLimitSubject On(string device) => new(_name, $"device:{device}");

    /// <summary>
    /// Key of the bucket for a policy: <c>limit:{subject}:policy</c>. The braces are a Redis hash tag. In a cluster,
    /// all buckets of a subject and its parts are in one slot, so that one script can access them.
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
