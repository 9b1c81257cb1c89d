using DevChat.Faults.Audits;

namespace DevChat.Faults.Runs;

/// <summary>A row of the table.</summary>
internal sealed record KindResult
{
    public required string Kind { get; init; }

    public required int Faults { get; init; }

    /// <summary>Acknowledged ones.</summary>
    public required int Operations { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public required Outages Outages { get; init; }

    /// <summary>Whether messages were acknowledged again after each fault.</summary>
    public required bool Recovered { get; init; }

    public bool IsClean => Recovered && Findings.Count == 0;

    public int Count(Harm harm) => Findings.Count(finding => finding.Harm == harm);
}
