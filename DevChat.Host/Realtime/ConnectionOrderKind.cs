namespace DevChat.Host.Realtime;

internal enum ConnectionOrderKind
{
    /// <summary>Put the connections of a user into a group.</summary>
    AddUser,

    /// <summary>Take the connections of a user out of a group.</summary>
    RemoveUser,

    /// <summary>End a connection.</summary>
    Close,

    /// <summary>Say which connections there are.</summary>
    List,
}
