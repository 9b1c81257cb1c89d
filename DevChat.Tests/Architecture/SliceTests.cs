using System.Reflection;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using DevChat.Domain;
using DevChat.Host;

namespace DevChat.Tests.Architecture;

/// <summary>The folders of a project depend on each other in one direction.</summary>
public sealed class SliceTests
{
    /// <summary>The DbContext knows every entity, and every feature knows the DbContext.</summary>
    private const string DbContextNamespace = "DevChat.Domain.Data";

    public static TheoryData<string> Projects =>
        new("DevChat.Domain", "DevChat.Functions", "DevChat.Host");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_have_no_cycles(string project)
    {
        var assembly = AssemblyOf(project);
        var architecture = new ArchLoader()
            .LoadNamespacesWithinAssembly(assembly, Namespaces(assembly, project))
            .Build();

        var slices = SliceRuleDefinition.Slices().Matching($"{project}.(*)");

        Assert.True(slices.GetObjects(architecture).Count() > 5, "Folders were found.");
        var rule = slices.Should().BeFreeOfCycles();
        Assert.True(
            rule.HasNoViolations(architecture),
            string.Join(
                Environment.NewLine,
                rule.Evaluate(architecture)
                    .Where(result => !result.Passed)
                    .Select(result => result.Description)
            )
        );
    }

    private static Assembly AssemblyOf(string project) =>
        project == "DevChat.Domain" ? typeof(DomainServices).Assembly : typeof(ChatHost).Assembly;

    private static string[] Namespaces(Assembly assembly, string project) =>
        [
            .. assembly
                .GetTypes()
                .Select(type => type.Namespace ?? "")
                .Where(name => name.StartsWith($"{project}.", StringComparison.Ordinal))
                .Where(name => !name.StartsWith(DbContextNamespace, StringComparison.Ordinal))
                .Distinct(),
        ];
}
