using System.Runtime.CompilerServices;
using DevChat.Functions.Requests;
using DevChat.Host.Runtime;
using DevChat.Testing.Contract;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Architecture;

/// <summary>What the Functions host or its tooling asks of functions, and what we ask of ours.</summary>
public sealed class FunctionTests
{
    [Fact]
    public void Every_HTTP_function_is_anonymous_to_the_host_because_the_token_is_ours() =>
        Assert.All(
            DeclaredFunctions.With<HttpTriggerAttribute>(),
            http =>
                HttpAuthorization.RequireAnonymous(
                    http.Function,
                    DeclaredFunctions.NameOf(http.Function)
                )
        );

    [Fact]
    public void No_route_is_one_of_the_host() =>
        Assert.All(
            DeclaredFunctions.With<HttpTriggerAttribute>(),
            http => Assert.DoesNotMatch("(?i)^/?admin(/|$)", http.Trigger.Route)
        );

    /// <summary>The Functions host hands on a HEAD request only to a function that lists it.</summary>
    [Fact]
    public void HEAD_is_answered_wherever_GET_is() =>
        Assert.All(
            DeclaredFunctions.With<HttpTriggerAttribute>(),
            http =>
                Assert.Equal(
                    http.Trigger.Methods.Contains("get"),
                    http.Trigger.Methods.Contains("head")
                )
        );

    [Fact]
    public void Names_are_unique_in_any_case_of_letters()
    {
        var names = DeclaredFunctions.All.Select(DeclaredFunctions.NameOf).ToList();

        Assert.Distinct(names, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Only_these_functions_need_no_token() =>
        Assert.Equal(
            ["GetAvatarPicture", "Health", "Login", "OpenApi", "Preflight", "Ready", "Register"],
            Named(policy => policy.AllowsAnonymous)
        );

    [Fact]
    public void Only_these_functions_have_no_rate_limit() =>
        Assert.Equal(
            ["GetAvatarPicture", "Health", "OpenApi", "Preflight", "Ready", "RealtimeUserOnline"],
            Named(policy => !policy.IsLimited)
        );

    [Fact]
    public void Only_the_heartbeat_does_not_look_up_the_session() =>
        Assert.Equal(["RealtimeUserOnline"], Named(policy => !policy.LooksUpSession));

    [Fact]
    public void The_policy_of_a_function_is_found_by_its_entry_point() =>
        Assert.All(
            DeclaredFunctions.All,
            function =>
                Assert.Equal(
                    FunctionPolicy.Of(function),
                    FunctionPolicy.Of(
                        new DeclaredFunction(function, DeclaredFunctions.NameOf(function))
                    )
                )
        );

    [Fact]
    public void A_function_is_a_public_method_of_an_instance_of_a_public_sealed_class() =>
        Assert.All(
            DeclaredFunctions.All,
            function =>
            {
                Assert.True(function is { IsPublic: true, IsStatic: false }, $"{function}");
                Assert.True(
                    function.DeclaringType is { IsPublic: true, IsSealed: true, IsAbstract: false },
                    $"{function.DeclaringType}"
                );
            }
        );

    [Fact]
    public void No_function_is_async_without_a_task() =>
        Assert.All(
            DeclaredFunctions.All,
            function =>
                Assert.False(
                    function.ReturnType == typeof(void)
                        && function.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false),
                    $"{function}"
                )
        );

    private static IEnumerable<string> Named(Func<FunctionPolicy, bool> isWanted) =>
        DeclaredFunctions
            .All.Where(function => isWanted(FunctionPolicy.Of(function)))
            .Select(DeclaredFunctions.NameOf)
            .Order(StringComparer.Ordinal);
}
