using DevChat.Faults.Ledgers;

namespace DevChat.Faults.Audits;

/// <summary>A client that has caught up holds what PostgreSQL holds.</summary>
internal static class ClientAudit
{
    public static IEnumerable<Finding> Of(HeldChat held, Ledger ledger, StoredChat stored)
    {
        var participants = stored
            .Participants.Where(participant => participant.User == held.User)
            .ToDictionary(participant => participant.Room);
        return
        [
            .. Unfinished(held),
            .. Rooms(held, participants.Keys),
            .. held
                .Rooms.Where(room => participants.ContainsKey(room.Room))
                .SelectMany(room => Room(held, room, participants[room.Room], stored)),
            .. participants.Values.SelectMany(participant => Counts(held, participant, stored)),
            .. held.Told.SelectMany(told => Told(held, told, ledger, stored)),
        ];
    }

    private static IEnumerable<Finding> Unfinished(HeldChat held) =>
        [
            .. held.State == "connected"
                ? []
                : (Finding[])[Lost(held, $"is {held.State} at the end.")],
            .. held.Pending.Select(key => Lost(held, $"could not send {key}.")),
        ];

    private static IEnumerable<Finding> Rooms(HeldChat held, IReadOnlyCollection<int> stored)
    {
        var shown = held.Rooms.Select(room => room.Room).ToList();
        return
        [
            .. stored.Except(shown).Select(room => Lost(held, $"does not hold room {room}.")),
            .. shown
                .Except(stored)
                .Select(room => Lost(held, $"holds room {room} and is not in it.")),
        ];
    }

    private static IEnumerable<Finding> Room(
        HeldChat held,
        HeldRoom room,
        StoredParticipant participant,
        StoredChat stored
    )
    {
        var truth = stored.Rooms.Single(known => known.Id == room.Room);
        var people = stored.Participants.Count(other => other.Room == room.Room);
        var isTrue =
            room.Name == truth.Name
            && room.LastSeq == truth.LastSeq
            && room.LastReadSeq == participant.LastReadSeq
            && room.ParticipantCount == people;
        return
        [
            .. isTrue
                ? []
                : (Finding[])
                    [
                        Lost(
                            held,
                            $"holds {room with { Messages = null }}, not {truth}, {participant}, {people}."
                        ),
                    ],
            .. room.Messages is { } messages
                ? TimelineAudit.Of(held.User, room.Room, messages, stored)
                : [],
        ];
    }

    private static IEnumerable<Finding> Counts(
        HeldChat held,
        StoredParticipant participant,
        StoredChat stored
    )
    {
        var counted = stored.Unread(participant);
        var room = participant.Room;
        var shown = held.Rooms.FirstOrDefault(known => known.Room == room)?.UnreadCount;
        var answered = held.Answered.FirstOrDefault(known => known.Room == room)?.UnreadCount;
        return shown == counted && answered == counted
            ? []
            :
            [
                new Finding(
                    Harm.Miscounted,
                    $"User {held.User} in room {room} has {counted} unread messages; the client shows {shown}, "
                        + $"and the API answers {answered}."
                ),
            ];
    }

    /// <summary>Listeners hear of each new message once and in order. A message that was deleted soon may be left out.</summary>
    private static IEnumerable<Finding> Told(
        HeldChat held,
        ToldMessages told,
        Ledger ledger,
        StoredChat stored
    )
    {
        foreach (var (before, after) in told.Seqs.Zip(told.Seqs.Skip(1)))
        {
            if (before >= after)
            {
                yield return new Finding(
                    before == after ? Harm.Doubled : Harm.Misordered,
                    $"User {held.User} was told of {after} after {before} in room {told.Room}."
                );
            }
        }

        if (!ledger.Rooms.Single(room => room.Room == told.Room).Members.Contains(held.User))
        {
            yield break;
        }

        var missing = stored.In(told.Room).Where(message => !message.IsDeleted);
        foreach (var message in missing.ExceptBy(told.Seqs, message => message.Seq))
        {
            yield return Lost(held, $"was not told of {message}.");
        }
    }

    private static Finding Lost(HeldChat held, string text) =>
        new(Harm.Lost, $"User {held.User} {text}");
}
