using DevChat.Domain.RateLimits;

namespace DevChat.Functions.RateLimits;

/// <summary>Which policies an operation falls under: an HTTP function by its name, a realtime call by its target.</summary>
public sealed class OperationLimits(RateLimitPolicies policies)
{
    /// <summary>A connection was opened; no function takes a call of that name.</summary>
    public const string Connected = "connected";

    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    /// <summary>What monitors and browsers ask for by themselves, and is cheap to answer.</summary>
    private static readonly HashSet<string> Unlimited = new(Names)
    {
        "Health",
        "Ready",
        "OpenApi",
        "GetAvatarPicture",
        "Preflight",
    };

    private readonly Dictionary<string, IReadOnlyList<RateLimitPolicy>> _special = new(Names)
    {
        ["SendMessage"] = [policies.SendPerUser, policies.RequestsPerUser],
        ["send-message"] = [policies.SendPerUser, policies.RequestsPerUser],
        ["RenameChatroom"] = [policies.RenamesPerUser, policies.RequestsPerUser],
        ["Negotiate"] = [policies.ConnectPerUser, policies.RequestsPerUser],
        [Connected] = [policies.ConnectPerUser],
        ["Login"] = [policies.LoginPerAddress, policies.RequestsPerAddress],
        ["Register"] = [policies.RegisterPerAddress, policies.RequestsPerAddress],
    };

    private readonly IReadOnlyList<RateLimitPolicy> _perUser = [policies.RequestsPerUser];
    private readonly IReadOnlyList<RateLimitPolicy> _perAddress = [policies.RequestsPerAddress];

    /// <summary>Whether any policy applies to the operation.</summary>
    public static bool IsLimited(string operation) => !Unlimited.Contains(operation);

    /// <summary>For an operation of somebody who is signed in.</summary>
    public IReadOnlyList<RateLimitPolicy> OfUser(string operation) => Of(operation, _perUser);

    /// <summary>For an operation that needs no token.</summary>
    public IReadOnlyList<RateLimitPolicy> OfAddress(string operation) => Of(operation, _perAddress);

    private IReadOnlyList<RateLimitPolicy> Of(
        string operation,
        IReadOnlyList<RateLimitPolicy> ordinary
    ) => IsLimited(operation) ? _special.GetValueOrDefault(operation, ordinary) : [];
}
