namespace DevChat.Host.Realtime;

/// <summary>A command on connections of all hosts. Each host applies it to its own connections.</summary>
/// <param name="Kind">Kind of the command.</param>
/// <param name="Subject">A user id, or a connection id to close.</param>
/// <param name="Detail">The group, or the reason for closing.</param>
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
    /// <summary>Adds the connections of a user to a group.</summary>
    AddUser = 0,

    /// <summary>Removes the connections of a user from a group.</summary>
    RemoveUser = 1,

    /// <summary>Closes a connection.</summary>
    Close = 2,
}
