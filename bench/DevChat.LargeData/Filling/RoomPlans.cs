namespace DevChat.LargeData.Filling;

/// <summary>
/// Decides who is in which room. Three of five rooms are direct, groups have 3 to 100 participants, and the first room
/// is the large one.
/// </summary>
internal sealed class RoomPlans(DataSize size, Random random)
{
    private const int MaxGroup = 100;
    private const double DirectShare = 0.6;

    /// <summary>Users with a role are put into rooms on purpose, never at random.</summary>
    private const int FirstRandomUser = KnownIds.Lurker + 1;

    private readonly HashSet<(int Low, int High)> _pairs = [];

    public RoomPlan[] Make() =>
        [LargeRoom(), .. Enumerable.Range(KnownIds.LargeRoom + 1, size.Rooms - 1).Select(Room)];

    private RoomPlan LargeRoom() =>
        new(
            KnownIds.LargeRoom,
            isGroup: true,
            [
                KnownIds.BusyUser,
                .. DistinctUsers(size.LargeRoomParticipants - 2, []),
                KnownIds.Lurker,
            ]
        );

    private RoomPlan Room(int id)
    {
        int[] first = IsOfBusyUser(id) ? [KnownIds.BusyUser] : [];
        return random.NextDouble() < DirectShare
            ? new RoomPlan(id, isGroup: false, NewPair(first))
            : new RoomPlan(id, isGroup: true, Group(first));
    }

    /// <summary>The rooms of the busy user are spread over the whole table.</summary>
    private bool IsOfBusyUser(int id)
    {
        var step = size.Rooms / size.BusyUserRooms;
        return (id - 1) % step == 0 && (id - 1) / step < size.BusyUserRooms;
    }

    private int[] NewPair(int[] first)
    {
        int[] pair;
        do
        {
            pair = [.. first, .. DistinctUsers(2 - first.Length, first)];
        } while (!_pairs.Add((pair.Min(), pair.Max())));

        return pair;
    }

    /// <summary>Many small groups and a few large ones (a Pareto distribution).</summary>
    private int[] Group(int[] first)
    {
        var count = (int)Math.Min(MaxGroup, 3 * Math.Pow(1 - random.NextDouble(), -0.7));
        return [.. first, .. DistinctUsers(count - first.Length, first)];
    }

    private IEnumerable<int> DistinctUsers(int count, int[] others)
    {
        var chosen = new HashSet<int>(others);
        while (chosen.Count < others.Length + count)
        {
            chosen.Add(random.Next(FirstRandomUser, size.Users + 1));
        }

        return chosen.Skip(others.Length);
    }
}
