using DevChat.Domain;
using DevChat.Domain.Data;
using DevChat.Functions.Realtime;
using DevChat.Host;
using DevChat.Testing.Contract;
using Microsoft.Azure.Functions.Worker;
using Npgsql;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace DevChat.Tests.Architecture;

/// <summary>Arrows point one way: Domain ← Functions ← Host ← LocalHost.</summary>
public sealed class LayerTests
{
    private const string Functions = "DevChat.Functions";
    private const string Host = "DevChat.Host";

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Azure.Functions")]
    [InlineData("Microsoft.Azure.SignalR")]
    [InlineData("DevChat")]
    public void The_domain_uses_nothing_of(string library) =>
        Assert.DoesNotContain(
            typeof(DomainServices).Assembly.GetReferencedAssemblies(),
            used => used.Name!.StartsWith(library, StringComparison.Ordinal)
        );

    [Fact]
    public void Functions_know_nothing_of_their_host() =>
        Layers.AssertHolds(
            Types()
                .That()
                .ResideInNamespaceOrBelow(Functions)
                .Should()
                .NotDependOnAny(Types().That().ResideInNamespaceOrBelow(Host))
        );

    [Fact]
    public void The_host_knows_nothing_of_its_launcher() =>
        Assert.DoesNotContain(
            typeof(ChatHost).Assembly.GetReferencedAssemblies(),
            used => used.Name == "DevChat.LocalHost"
        );

    [Fact]
    public void The_runtime_of_functions_knows_none_of_their_triggers() =>
        Layers.AssertHolds(
            Types()
                .That()
                .ResideInNamespace($"{Host}.Runtime")
                .Should()
                .NotDependOnAny(
                    Types()
                        .That()
                        .ResideInNamespaceMatching($@"^{Host}\.(Http|Queues|Timers|Realtime)$")
                )
        );

    [Fact]
    public void Functions_leave_the_database_to_services() =>
        Layers.AssertHolds(
            Classes()
                .That()
                .Are(DeclaredFunctions.Classes)
                .Should()
                .NotDependOnAny(typeof(ChatDbContext), typeof(NpgsqlDataSource))
        );

    [Fact]
    public void Only_a_delivery_becomes_a_SignalR_message() =>
        Layers.AssertHolds(
            Types()
                .That()
                .ResideInNamespaceOrBelow(Functions)
                .And()
                .AreNot(typeof(Delivery))
                .Should()
                .NotCallAny(
                    MethodMembers()
                        .That()
                        .AreDeclaredIn(typeof(SignalRMessageAction))
                        .And()
                        .AreConstructors()
                )
        );

    [Fact]
    public void A_delivery_becomes_a_SignalR_message() =>
        Layers.AssertHolds(
            Types()
                .That()
                .Are(typeof(Delivery))
                .Should()
                .CallAny(
                    MethodMembers()
                        .That()
                        .AreDeclaredIn(typeof(SignalRMessageAction))
                        .And()
                        .AreConstructors()
                )
        );
}
