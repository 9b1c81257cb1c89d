using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Requests;

/// <summary>Rate limits that only some functions have.</summary>
public enum Policy
{
    Login,
    Register,
    Send,
    Rename,
    Connect,
}

/// <summary>On a function that has a rate limit of its own, besides the one for all requests of its caller.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RateLimitAttribute(Policy policy) : Attribute
{
    public Policy Policy => policy;
}

/// <summary>On a function without rate limits: monitors and browsers call it by themselves, and it is cheap to answer.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NoRateLimitAttribute : Attribute;

/// <summary>The rules that a function declares by attributes on its method. A function without them needs an access token and is limited.</summary>
/// <param name="AllowsAnonymous">It has <see cref="AllowAnonymousAttribute"/>: it needs no access token.</param>
/// <param name="IsLimited">The limit for all requests of a caller applies.</param>
/// <param name="OwnLimit">The limit of <see cref="RateLimitAttribute"/>; null without one.</param>
public sealed record FunctionPolicy(bool AllowsAnonymous, bool IsLimited, Policy? OwnLimit)
{
    /// <summary>Of a function that declares nothing.</summary>
    public static readonly FunctionPolicy Default = new(
        AllowsAnonymous: false,
        IsLimited: true,
        OwnLimit: null
    );

    private static readonly ConcurrentDictionary<string, FunctionPolicy> Known = new();

    /// <summary>Read by reflection at the first invocation of each function, and kept.</summary>
    public static FunctionPolicy Of(FunctionDefinition function) =>
        Known.GetOrAdd(
            function.EntryPoint,
            entryPoint => FindMethod(entryPoint) is { } method ? Of(method) : Default
        );

    public static FunctionPolicy Of(MethodInfo method) =>
        new(
            method.IsDefined(typeof(AllowAnonymousAttribute)),
            !method.IsDefined(typeof(NoRateLimitAttribute)),
            method.GetCustomAttribute<RateLimitAttribute>()?.Policy
        );

    /// <param name="entryPoint">The full name of the class, a dot, the name of the method.</param>
    private static MethodInfo? FindMethod(string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        return typeof(FunctionPolicy)
            .Assembly.GetType(entryPoint[..dot])
            ?.GetMethod(entryPoint[(dot + 1)..]);
    }
}
