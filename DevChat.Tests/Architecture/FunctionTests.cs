using System.Runtime.CompilerServices;
using DevChat.Functions.Http;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Architecture;

/// <summary>What the Functions host or its tooling asks of functions, and what we ask of ours.</summary>
public sealed class FunctionTests
{
    [Fact]
    public void Every_HTTP_function_is_anonymous_to_the_host_because_the_token_is_ours() =>
        Assert.All(
            DeclaredFunctions.With<HttpTriggerAttribute>(),
            http => Assert.Equal(AuthorizationLevel.Anonymous, http.Trigger.AuthLevel)
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
    public void Every_function_that_needs_no_token_exists()
    {
        var http = DeclaredFunctions
            .With<HttpTriggerAttribute>()
            .Select(http => DeclaredFunctions.NameOf(http.Function));

        Assert.Subset(http.ToHashSet(), AnonymousFunctions.Names.ToHashSet());
    }

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
}
