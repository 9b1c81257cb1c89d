using DevChat.Faults.Ledgers;

namespace DevChat.Faults.Audits;

/// <summary>Each acknowledged name, participant and read position is stored, unless a later one took its place.</summary>
internal static class RoomAudit
{
    /// <summary>
    /// A request without an answer may be carried out late, even after a later one was acknowledged. No request lives longer
    /// than this.
    /// </summary>
    private const long LongestLife = 60_000;

    public static IEnumerable<Finding> Of(Ledger ledger, StoredChat stored) =>
        [
            .. ledger.Rooms.SelectMany(room => Gone(room, stored)),
            .. ledger.Rooms.SelectMany(room => Name(room, ledger, stored)),
            .. ledger.Rooms.SelectMany(room => Guest(room, ledger, stored)),
            .. Read(ledger, stored),
        ];

    private static IEnumerable<Finding> Gone(PlannedRoom room, StoredChat stored)
    {
        var here = ParticipantsOf(room, stored).ToHashSet();
        return room
            .Members.Where(member => !here.Contains(member))
            .Select(member => new Finding(
                Harm.Lost,
                $"User {member} is no longer in room {room.Room}."
            ));
    }

    private static IEnumerable<Finding> Name(PlannedRoom room, Ledger ledger, StoredChat stored)
    {
        var name = stored.Rooms.Single(known => known.Id == room.Room).Name;
        return Contradicts(ledger, room, ["rename"], renaming => renaming.Name == name)
            ? [new Finding(Harm.Lost, $"Room {room.Room} is called {name}.")]
            : [];
    }

    private static IEnumerable<Finding> Guest(PlannedRoom room, Ledger ledger, StoredChat stored)
    {
        var isHere = ParticipantsOf(room, stored).Contains(room.Guest);
        return Contradicts(ledger, room, ["add", "remove"], change => change.Op == "add" == isHere)
            ? [new Finding(Harm.Lost, $"User {room.Guest} in room {room.Room}: {isHere}.")]
            : [];
    }

    private static IEnumerable<Finding> Read(Ledger ledger, StoredChat stored)
    {
        var positions = stored.Participants.ToDictionary(
            participant => (participant.Room, participant.User),
            participant => participant.LastReadSeq
        );
        return from read in ledger.Acknowledged
            where read.Op == "read"
            let position = positions.GetValueOrDefault((read.Room, read.User))
            where position < read.Seq
            select new Finding(Harm.Lost, $"{read} is not stored: the position is {position}.");
    }

    private static IEnumerable<int> ParticipantsOf(PlannedRoom room, StoredChat stored) =>
        from participant in stored.Participants
        where participant.Room == room.Room
        select participant.User;

    /// <summary>Whether neither the last acknowledged operation nor a later one of unknown outcome explains the state.</summary>
    private static bool Contradicts(
        Ledger ledger,
        PlannedRoom room,
        string[] kinds,
        Predicate<Operation> explains
    )
    {
        bool Fits(Operation done) => done.Room == room.Room && kinds.Contains(done.Op);
        var acknowledged = ledger.Acknowledged.Where(Fits).ToList();
        if (acknowledged.Count == 0 || explains(acknowledged[^1]))
        {
            return false;
        }

        var answered = acknowledged.Select(done => done.Request).ToHashSet();
        return !ledger
            .Asked.Where(asked => Fits(asked) && !answered.Contains(asked.Request))
            .Any(asked => asked.At > acknowledged[^1].At - LongestLife && explains(asked));
    }
}
