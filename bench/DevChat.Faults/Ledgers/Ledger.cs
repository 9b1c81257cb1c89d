namespace DevChat.Faults.Ledgers;

/// <summary>All that the clients asked for, were told and hold.</summary>
internal sealed class Ledger
{
    public List<PlannedRoom> Rooms { get; init; } = [];

    /// <summary>In the order in which each client wrote them.</summary>
    public List<WantedMessage> Wanted { get; init; } = [];

    public List<Operation> Asked { get; init; } = [];

    public List<Operation> Acknowledged { get; init; } = [];

    public List<EndedRequest> Ended { get; init; } = [];

    public List<HeldChat> Held { get; init; } = [];
}
