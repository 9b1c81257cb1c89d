using DevChat.Faults.Ledgers;

namespace DevChat.Faults.Audits;

/// <summary>Compares what was acknowledged with what PostgreSQL and each client hold.</summary>
internal static class Audit
{
    public static IReadOnlyList<Finding> Of(Ledger ledger, StoredChat stored) =>
        [
            .. MessageAudit.Of(ledger, stored),
            .. RoomAudit.Of(ledger, stored),
            .. ledger.Held.SelectMany(held => ClientAudit.Of(held, ledger, stored)),
        ];
}
