namespace DevChat.Operations.Tests.Migrations;

/// <summary>The statements of one version on a tour, in their order.</summary>
internal sealed record RecordedTour(string Name, IReadOnlyList<RecordedStatement> Statements)
{
    public IReadOnlySet<string> Texts => Statements.Select(one => one.Sql).ToHashSet();
}
