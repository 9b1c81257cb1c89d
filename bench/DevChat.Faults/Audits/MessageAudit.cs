using DevChat.Faults.Ledgers;

namespace DevChat.Faults.Audits;

/// <summary>Each message that a user wrote is stored once, as it was acknowledged, and in the order of writing.</summary>
internal static class MessageAudit
{
    public static IEnumerable<Finding> Of(Ledger ledger, StoredChat stored) =>
        [
            .. Stored(ledger, stored),
            .. Acknowledged(ledger, stored),
            .. Deleted(ledger, stored),
            .. Unwanted(ledger, stored),
            .. stored.Rooms.SelectMany(room => Holes(room, stored)),
            .. stored.Rooms.SelectMany(room => Overtaken(room, ledger, stored)),
        ];

    private static IEnumerable<Finding> Stored(Ledger ledger, StoredChat stored)
    {
        var byKey = stored.Messages.ToLookup(message => (message.Sender, message.Key));
        foreach (var wanted in ledger.Wanted)
        {
            var found = byKey[(wanted.User, wanted.Key)].ToList();
            if (found.Count == 0)
            {
                yield return new Finding(Harm.Lost, $"{wanted} is not stored.");
            }
            else if (found.Count > 1)
            {
                yield return new Finding(
                    Harm.Doubled,
                    $"{wanted} is stored {found.Count} times: {string.Join(", ", found)}"
                );
            }
            else if (
                found[0].Room != wanted.Room
                || (!found[0].IsDeleted && found[0].Content != wanted.Content)
            )
            {
                yield return new Finding(Harm.Lost, $"{wanted} is stored as {found[0]}.");
            }
        }
    }

    /// <summary>The answer named the id and the place of the message.</summary>
    private static IEnumerable<Finding> Acknowledged(Ledger ledger, StoredChat stored)
    {
        var places = stored.Messages.Select(message => (message.Id, message.Seq, message.Key));
        var known = places.ToHashSet();
        return from sent in ledger.Acknowledged
            where sent.Op == "send" && !known.Contains((sent.Id, sent.Seq, sent.Key))
            select new Finding(Harm.Lost, $"{sent} is not stored as acknowledged.");
    }

    private static IEnumerable<Finding> Deleted(Ledger ledger, StoredChat stored)
    {
        var acknowledged = Deletions(ledger.Acknowledged);
        var asked = Deletions(ledger.Asked);
        foreach (var message in stored.Messages)
        {
            if (acknowledged.Contains(message.Id) && !message.IsDeleted)
            {
                yield return new Finding(Harm.Lost, $"The deletion of {message} is not stored.");
            }

            if (message.IsDeleted && !asked.Contains(message.Id))
            {
                yield return new Finding(Harm.Lost, $"Nobody deleted {message}.");
            }
        }
    }

    private static HashSet<long> Deletions(IEnumerable<Operation> operations) =>
        [.. operations.Where(done => done.Op == "delete").Select(done => done.Id)];

    private static IEnumerable<Finding> Unwanted(Ledger ledger, StoredChat stored)
    {
        var wanted = ledger.Wanted.Select(message => (message.User, message.Key)).ToHashSet();
        return from message in stored.Messages
            where !wanted.Contains((message.Sender, message.Key))
            select new Finding(Harm.Doubled, $"{message} is stored and nobody wrote it.");
    }

    private static IEnumerable<Finding> Holes(StoredRoom room, StoredChat stored)
    {
        var seqs = stored.In(room.Id).Select(message => message.Seq).ToList();
        return seqs.SequenceEqual(Enumerable.Range(1, (int)room.LastSeq).Select(seq => (long)seq))
            ? []
            : [new Finding(Harm.Misordered, $"{room} has {seqs.Count} messages, with a hole.")];
    }

    /// <summary>A client sends the messages that a user writes in a room one after the other.</summary>
    private static IEnumerable<Finding> Overtaken(StoredRoom room, Ledger ledger, StoredChat stored)
    {
        var seqs = stored.In(room.Id).ToLookup(message => message.Key, message => message.Seq);
        return from written in ledger.Wanted
            where written.Room == room.Id && seqs.Contains(written.Key)
            group written by written.User into messages
            from pair in messages.Zip(messages.Skip(1))
            where seqs[pair.First.Key].Max() >= seqs[pair.Second.Key].Min()
            select new Finding(Harm.Misordered, $"{pair.Second} is stored before {pair.First}.");
    }
}
