using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.Chatrooms;

/// <summary>Configuration section <c>Rooms</c>: how large things may grow.</summary>
public sealed class RoomOptions
{
    /// <summary>Everybody in a group hears of each change, so its size is what a change costs.</summary>
    [Range(2, 100_000)]
    public int ParticipantsPerRoom { get; set; } = 2000;

    /// <summary>Rooms that a user may open; also the rooms that a user may be in before others can add that user to no more groups.</summary>
    [Range(1, 1_000_000)]
    public int RoomsPerUser { get; set; } = 5000;
}
