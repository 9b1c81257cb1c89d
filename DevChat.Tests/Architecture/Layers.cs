using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using DevChat.Domain;
using DevChat.Host;

namespace DevChat.Tests.Architecture;

/// <summary>The project's own assemblies, as ArchUnitNET reads them.</summary>
internal static class Layers
{
    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader()
        .LoadAssemblies(typeof(DomainServices).Assembly, typeof(ChatHost).Assembly)
        .Build();

    public static void AssertHolds(IArchRule rule) =>
        Assert.True(
            rule.HasNoViolations(Loaded),
            string.Join(
                Environment.NewLine,
                rule.Evaluate(Loaded)
                    .Where(result => !result.Passed)
                    .Select(result => result.Description)
            )
        );
}
