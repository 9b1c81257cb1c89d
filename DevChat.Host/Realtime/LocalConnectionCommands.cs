using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>Executes commands on the connections of this host, and lists them.</summary>
internal sealed class LocalConnectionCommands(
    LocalConnections connections,
    IHubContext<UpstreamHub> hub
) : IConnectionCommands, IConnectionDirectory
{
    public Task ExecuteAsync(ConnectionCommand command, CancellationToken cancellationToken) =>
        command.Kind switch
        {
            ConnectionCommandKind.AddUser => Task.WhenAll(
                connections
                    .OfUser(command.Subject)
                    .Select(id => hub.Groups.AddToGroupAsync(id, command.Detail, cancellationToken))
            ),
            ConnectionCommandKind.RemoveUser => Task.WhenAll(
                connections
                    .OfUser(command.Subject)
                    .Select(id =>
                        hub.Groups.RemoveFromGroupAsync(id, command.Detail, cancellationToken)
                    )
            ),
            ConnectionCommandKind.Close => connections.CloseAsync(command.Subject, command.Detail),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };

    public Task<IReadOnlyList<OpenConnection>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(List());

    /// <summary>The connections that receive events. A connection that is not let in yet is not included.</summary>
    public IReadOnlyList<OpenConnection> List() =>
        [.. connections.All.Select(HubOwner.Open).OfType<OpenConnection>()];
}
