using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>
/// The connections of each user. SignalR's own manager compares the user of every connection for each event to a user.
/// </summary>
internal sealed class UserConnections
{
    private readonly ConcurrentDictionary<
        string,
        ImmutableArray<HubConnectionContext>
    > _connections = new(StringComparer.Ordinal);

    /// <summary>The user's connections at this moment.</summary>
    public ImmutableArray<HubConnectionContext> Of(string userId) =>
        _connections.GetValueOrDefault(userId, []);

    /// <summary>A connection without a user is left out.</summary>
    public void Add(HubConnectionContext connection)
    {
        if (connection.UserIdentifier is { } userId)
        {
            _connections.AddOrUpdate(
                userId,
                static (_, added) => [added],
                static (_, others, added) => others.Add(added),
                connection
            );
        }
    }

    public void Remove(HubConnectionContext connection)
    {
        while (
            connection.UserIdentifier is { } userId
            && _connections.TryGetValue(userId, out var all)
            && !TryReplace(userId, all, all.Remove(connection))
        ) { }
    }

    /// <summary>False if another thread has changed the user's connections meanwhile.</summary>
    private bool TryReplace(
        string userId,
        ImmutableArray<HubConnectionContext> all,
        ImmutableArray<HubConnectionContext> rest
    ) =>
        rest.IsEmpty
            ? _connections.TryRemove(new(userId, all))
            : _connections.TryUpdate(userId, rest, all);
}
