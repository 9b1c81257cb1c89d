using DevChat.Functions.Realtime;

namespace DevChat.Host.Realtime;

/// <summary>Has commands carried out on every host that may hold the connections.</summary>
internal interface IConnectionCommands
{
    /// <summary>Ends when the command has taken effect everywhere. Fails when that is not certain.</summary>
    Task ExecuteAsync(ConnectionCommand command, CancellationToken cancellationToken);
}

/// <summary>Knows the open connections of all hosts.</summary>
internal interface IConnectionDirectory
{
    /// <summary>The connections of all hosts. Fails when one of them does not answer.</summary>
    Task<IReadOnlyList<OpenConnection>> ListAsync(CancellationToken cancellationToken);
}
