using DevChat.Faults.Ledgers;

namespace DevChat.Faults.Audits;

/// <summary>A timeline is the end of its room: from its first message on it has all of them, once and in order.</summary>
internal static class TimelineAudit
{
    public static IEnumerable<Finding> Of(
        int user,
        int room,
        IReadOnlyList<HeldMessage> held,
        StoredChat stored
    )
    {
        var first = held.Count == 0 ? 1 : held[0].Seq;
        var expected = stored.In(room).Where(message => message.Seq >= first).ToList();
        var truth = expected.ToDictionary(message => message.Seq);
        return
        [
            .. from message in held
            where !Equals(truth.GetValueOrDefault(message.Seq), message)
            select Finding(
                Harm.Lost,
                $"shows {message}, not {truth.GetValueOrDefault(message.Seq)}"
            ),
            .. from message in expected.ExceptBy(
                held.Select(message => message.Seq),
                other => other.Seq
            )
            select Finding(Harm.Lost, $"does not show {message}"),
            .. from key in held.CountBy(message => message.Key)
            where key.Value > 1
            select Finding(Harm.Doubled, $"shows {key.Key} {key.Value} times"),
            .. from pair in held.Zip(held.Skip(1))
            where pair.First.Seq > pair.Second.Seq
            select Finding(Harm.Misordered, $"shows {pair.Second} after {pair.First}"),
        ];

        Finding Finding(Harm harm, string text) => new(harm, $"User {user} in room {room} {text}.");
    }

    private static bool Equals(StoredMessage? stored, HeldMessage held) =>
        stored is not null && stored.Key == held.Key && stored.Content == held.Content;
}
