namespace DevChat.LargeData.Filling;

/// <summary>Number of rows of a filled database.</summary>
public sealed record DataSize(int Messages, int Users, int Rooms)
{
    /// <summary>Users and rooms in proportion to the messages: 200,000 and 50,000 at 10 million.</summary>
    public static DataSize Of(int messages) => new(messages, messages / 50, messages / 200);

    /// <summary>Messages of <see cref="KnownIds.LargeRoom"/>.</summary>
    public int LargeRoomMessages => Messages / 10;

    /// <summary>Participants of <see cref="KnownIds.LargeRoom"/>.</summary>
    public int LargeRoomParticipants => Math.Min(1000, Users / 2);

    /// <summary>Rooms of <see cref="KnownIds.BusyUser"/>.</summary>
    public int BusyUserRooms { get; init; } = Math.Min(500, Rooms / 2);
}

/// <summary>Ids with a role in measurements, the same in every filled database.</summary>
public static class KnownIds
{
    /// <summary>A user in many rooms, who has read almost everything.</summary>
    public const int BusyUser = 1;

    /// <summary>A participant of <see cref="LargeRoom"/> who has never read there.</summary>
    public const int Lurker = 2;

    /// <summary>A group with a tenth of all messages.</summary>
    public const int LargeRoom = 1;
}
