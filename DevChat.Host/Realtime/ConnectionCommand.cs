namespace DevChat.Host.Realtime;

/// <summary>A change of connections on all hosts; every host makes it to its own connections.</summary>
/// <param name="Kind">The change to make.</param>
/// <param name="Subject">A user id, or a connection id to close.</param>
/// <param name="Detail">The group, or why the connection is closed.</param>
internal sealed record ConnectionCommand(ConnectionCommandKind Kind, string Subject, string Detail)
{
    public static ConnectionCommand AddUser(string userId, string group) =>
        new(ConnectionCommandKind.AddUser, userId, group);

    public static ConnectionCommand RemoveUser(string userId, string group) =>
        new(ConnectionCommandKind.RemoveUser, userId, group);

    public static ConnectionCommand Close(string connectionId, string reason) =>
        new(ConnectionCommandKind.Close, connectionId, reason);
}

internal enum ConnectionCommandKind
{
    /// <summary>Put the connections of a user into a group.</summary>
    AddUser = 0,

    /// <summary>Take the connections of a user out of a group.</summary>
    RemoveUser = 1,

    /// <summary>End a connection.</summary>
    Close = 2,
}
