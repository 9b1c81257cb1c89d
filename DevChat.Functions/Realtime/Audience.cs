using System.Globalization;

namespace DevChat.Functions.Realtime;

/// <summary>
/// The receivers of an event: exactly one group, user or connection. It is never empty, because SignalR broadcasts an
/// action without an audience to everybody.
/// </summary>
public sealed record Audience
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

    public static Audience Connection(string connectionId) => new(null, null, connectionId);

    /// <summary>The name of a room's SignalR group.</summary>
    public static string RoomGroup(int chatroomId) =>
        string.Create(CultureInfo.InvariantCulture, $"chatroom-{chatroomId}");

    /// <summary>The name of the group, user or connection, for logs and traces.</summary>
    public override string ToString() => (Group ?? UserId ?? ConnectionId)!;
}
