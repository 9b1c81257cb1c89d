using System.Security.Claims;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Microsoft.Azure.SignalR.Management;

public abstract class ServiceHubContext
{
    public abstract IHubClients Clients { get; }

    public abstract GroupManager Groups { get; }

    public abstract UserGroupManager UserGroups { get; }

    public abstract ClientManager ClientManager { get; }

    public abstract ValueTask<NegotiationResponse> NegotiateAsync(
        NegotiationOptions? negotiationOptions = null,
        CancellationToken cancellationToken = default
    );

    public abstract Task DisposeAsync();
}

public abstract class GroupManager : IGroupManager
{
    public abstract Task AddToGroupAsync(
        string connectionId,
        string groupName,
        CancellationToken cancellationToken = default
    );

    public abstract Task RemoveFromGroupAsync(
        string connectionId,
        string groupName,
        CancellationToken cancellationToken = default
    );
}

public abstract class UserGroupManager
{
    public abstract Task RemoveFromGroupAsync(
        string userId,
        string groupName,
        CancellationToken cancellationToken = default
    );
}

public abstract class ClientManager
{
    public abstract Task CloseConnectionAsync(
        string connectionId,
        string? reason = null,
        CancellationToken cancellationToken = default
    );

    public abstract Task<bool> ConnectionExistsAsync(
        string connectionId,
        CancellationToken cancellationToken = default
    );
}

public sealed class NegotiationOptions
{
    public string? UserId { get; set; }

    public IList<Claim>? Claims { get; set; }

    public bool EnableDetailedErrors { get; set; }

    public TimeSpan TokenLifetime { get; set; }
}
