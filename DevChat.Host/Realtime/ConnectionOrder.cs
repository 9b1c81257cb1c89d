namespace DevChat.Host.Realtime;

/// <summary>Something to be done to connections wherever they are; every host does it to its own.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Subject">A user id, or a connection id to close.</param>
/// <param name="Detail">The group, or why the connection is closed.</param>
internal sealed record ConnectionOrder(ConnectionOrderKind Kind, string Subject, string Detail)
{
    /// <summary>Answered with the connections of each host.</summary>
    public static readonly ConnectionOrder List = new(ConnectionOrderKind.List, "", "");

    public static ConnectionOrder AddUser(string userId, string group) =>
        new(ConnectionOrderKind.AddUser, userId, group);

    public static ConnectionOrder RemoveUser(string userId, string group) =>
        new(ConnectionOrderKind.RemoveUser, userId, group);

    public static ConnectionOrder Close(string connectionId, string reason) =>
        new(ConnectionOrderKind.Close, connectionId, reason);
}
