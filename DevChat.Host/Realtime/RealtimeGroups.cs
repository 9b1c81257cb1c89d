using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Realtime;

/// <summary>Adds connections to groups and removes them.</summary>
internal sealed class RealtimeGroups(IHubContext<UpstreamHub> hub, IConnectionCommands commands)
{
    public Task AddAsync(string connectionId, string group, CancellationToken cancellationToken) =>
        hub.Groups.AddToGroupAsync(connectionId, group, cancellationToken);

    public Task RemoveAsync(
        string connectionId,
        string group,
        CancellationToken cancellationToken
    ) => hub.Groups.RemoveFromGroupAsync(connectionId, group, cancellationToken);

    /// <summary>Adds the current connections of the user.</summary>
    public Task AddUserAsync(string userId, string group, CancellationToken cancellationToken) =>
        commands.ExecuteAsync(ConnectionCommand.AddUser(userId, group), cancellationToken);

    public Task RemoveUserAsync(string userId, string group, CancellationToken cancellationToken) =>
        commands.ExecuteAsync(ConnectionCommand.RemoveUser(userId, group), cancellationToken);

    /// <exception cref="ArgumentException">The action names no group, or neither a connection nor a user.</exception>
    public Task CarryOutAsync(SignalRGroupAction action, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(action.GroupName);
        var adds = action.Action == SignalRGroupActionType.Add;
        if (!string.IsNullOrEmpty(action.ConnectionId))
        {
            return adds
                ? AddAsync(action.ConnectionId, action.GroupName, cancellationToken)
                : RemoveAsync(action.ConnectionId, action.GroupName, cancellationToken);
        }

        ArgumentException.ThrowIfNullOrEmpty(action.UserId);
        return adds
            ? AddUserAsync(action.UserId, action.GroupName, cancellationToken)
            : RemoveUserAsync(action.UserId, action.GroupName, cancellationToken);
    }
}
