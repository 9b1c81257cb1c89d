namespace Microsoft.Azure.Functions.Worker;

/// <summary>Adds a connection, or all connections of a user, to a group or removes them.</summary>
public sealed class SignalRGroupAction(SignalRGroupActionType actionType)
{
    public SignalRGroupActionType Action { get; set; } = actionType;

    public string? GroupName { get; set; }

    public string? ConnectionId { get; set; }

    public string? UserId { get; set; }
}

/// <summary>The package also has RemoveAll, which is not needed here.</summary>
public enum SignalRGroupActionType
{
    Add,
    Remove,
}
