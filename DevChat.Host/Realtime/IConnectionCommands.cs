using DevChat.Functions.Realtime;

namespace DevChat.Host.Realtime;

/// <summary>Executes commands on every host that may have the connections.</summary>
internal interface IConnectionCommands
{
    /// <summary>Completes when the command has taken effect on all hosts. Throws if that is not certain.</summary>
    Task ExecuteAsync(ConnectionCommand command, CancellationToken cancellationToken);
}

/// <summary>Lists the open connections of all hosts.</summary>
internal interface IConnectionDirectory
{
    /// <summary>The connections of all hosts. Throws if a host does not answer.</summary>
    Task<IReadOnlyList<OpenConnection>> ListAsync(CancellationToken cancellationToken);
}
