using System.Globalization;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Who receives an event: exactly one of a group, a user, a connection. Never nobody in particular: SignalR takes an
/// action without an audience for a broadcast to everybody.
/// </summary>
public sealed class Audience
{
    private Audience(string? group, string? userId, string? connectionId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(group ?? userId ?? connectionId);
        (Group, UserId, ConnectionId) = (group, userId, connectionId);
    }

    public string? Group { get; }

    public string? UserId { get; }

    public string? ConnectionId { get; }

    /// <summary>The connections that joined the room.</summary>
    public static Audience Room(int chatroomId) => new(RoomGroup(chatroomId), null, null);

    /// <summary>All connections of the user.</summary>
    public static Audience User(int userId) =>
        new(null, userId.ToString(CultureInfo.InvariantCulture), null);

    /// <summary>One connection.</summary>
    public static Audience Connection(string connectionId) => new(null, null, connectionId);

    /// <summary>The SignalR group that stands for a room.</summary>
    public static string RoomGroup(int chatroomId) =>
        string.Create(CultureInfo.InvariantCulture, $"chatroom-{chatroomId}");

    /// <summary>Its one name, for logs and traces.</summary>
    public override string ToString() => (Group ?? UserId ?? ConnectionId)!;
}
