namespace DevChat.LargeData.Filling;

/// <summary>
/// Decides in which room each message is sent, in the order of time. The messages of all rooms are mixed, so the rows of
/// a room are spread over the whole table, as in a database that grew.
/// </summary>
internal static class MessageOrder
{
    /// <summary>Index of the room for each message.</summary>
    public static int[] Make(DataSize size, Random random)
    {
        var rooms = new int[size.Messages];
        var sent = size.LargeRoomMessages;
        var counts = SharesOfOtherRooms(size);
        for (var room = 1; room < size.Rooms; room++)
        {
            rooms.AsSpan(sent, counts[room]).Fill(room);
            sent += counts[room];
        }

        random.Shuffle(rooms);
        return rooms;
    }

    /// <summary>
    /// The n-th room has a share in proportion to 1 / (n + 20)^0.9. What rounding leaves goes to the rooms one by one.
    /// </summary>
    private static int[] SharesOfOtherRooms(DataSize size)
    {
        var weights = Enumerable.Range(0, size.Rooms).Select(Weight).ToArray();
        var total = weights.Sum();
        var messages = size.Messages - size.LargeRoomMessages;
        var counts = weights.Select(weight => (int)(messages * weight / total)).ToArray();
        var left = messages - counts.Sum();
        for (var i = 0; i < left; i++)
        {
            counts[1 + i % (size.Rooms - 1)]++;
        }

        return counts;
    }

    private static double Weight(int room) => room == 0 ? 0 : 1 / Math.Pow(room + 20, 0.9);
}
