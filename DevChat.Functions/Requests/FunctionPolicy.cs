using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Requests;

/// <summary>Rate limits of certain functions.</summary>
public enum Policy
{
    Login,
    Register,
    Send,
    Rename,
    Connect,
}

/// <summary>Marks a function with its own rate limit, in addition to the limit on all requests of a caller.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RateLimitAttribute(Policy policy) : Attribute
{
    public Policy Policy => policy;
}

/// <summary>Marks a function without rate limits: monitors, browsers and clients call it automatically, and it costs little.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NoRateLimitAttribute : Attribute;

/// <summary>
/// Marks a realtime call that needs an open connection but does not ask a store for its session. A sign-out ends the
/// connection through its record.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NoSessionLookupAttribute : Attribute;

/// <summary>
/// The rules that a function declares with attributes. Without attributes, a function needs an access token of a session
/// that has not ended, and is limited.
/// </summary>
/// <param name="AllowsAnonymous">Needs no access token (<see cref="AllowAnonymousAttribute"/>).</param>
/// <param name="LooksUpSession">The session is looked up in the stores (not: <see cref="NoSessionLookupAttribute"/>).</param>
/// <param name="IsLimited">The limit on all requests of a caller applies.</param>
/// <param name="OwnLimit">The limit of <see cref="RateLimitAttribute"/>. Null if there is none.</param>
public sealed record FunctionPolicy(
    bool AllowsAnonymous,
    bool LooksUpSession,
    bool IsLimited,
    Policy? OwnLimit
)
{
    /// <summary>The policy of a function without attributes.</summary>
    public static readonly FunctionPolicy Default = new(
        AllowsAnonymous: false,
        LooksUpSession: true,
        IsLimited: true,
        OwnLimit: null
    );

    private static readonly ConcurrentDictionary<string, FunctionPolicy> Known = new();

    /// <summary>Reads the policy by reflection at the first invocation of each function and caches it.</summary>
    public static FunctionPolicy Of(FunctionDefinition function) =>
        Known.GetOrAdd(
            function.EntryPoint,
            entryPoint => FindMethod(entryPoint) is { } method ? Of(method) : Default
        );

    public static FunctionPolicy Of(MethodInfo method) =>
        new(
            method.IsDefined(typeof(AllowAnonymousAttribute)),
            !method.IsDefined(typeof(NoSessionLookupAttribute)),
            !method.IsDefined(typeof(NoRateLimitAttribute)),
            method.GetCustomAttribute<RateLimitAttribute>()?.Policy
        );

    /// <param name="entryPoint">Full class name, dot, method name.</param>
    private static MethodInfo? FindMethod(string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        return typeof(FunctionPolicy)
            .Assembly.GetType(entryPoint[..dot])
            ?.GetMethod(entryPoint[(dot + 1)..]);
    }
}
