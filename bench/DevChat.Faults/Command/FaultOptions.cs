using DevChat.Faults.Injection;

namespace DevChat.Faults.Command;

internal sealed record FaultOptions
{
    public required IReadOnlyList<FaultKind> Kinds { get; init; }

    /// <summary>Faults of each kind.</summary>
    public int Times { get; init; } = 20;

    public int Users { get; init; } = 10;

    public int Rooms { get; init; } = 5;

    /// <summary>Of the load and of the pauses between faults.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether users leave at the end, and their presence is audited. It takes up to 100 s.</summary>
    public bool Presence { get; init; } = true;
}
