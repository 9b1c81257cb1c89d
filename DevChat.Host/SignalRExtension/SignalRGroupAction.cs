namespace Microsoft.Azure.Functions.Worker;

/// <summary>Puts a connection, or all connections of a user, into a group or takes them out.</summary>
public sealed class SignalRGroupAction(SignalRGroupActionType actionType)
{
    public SignalRGroupActionType Action { get; set; } = actionType;

    public string? GroupName { get; set; }

    public string? ConnectionId { get; set; }

    public string? UserId { get; set; }
}

/// <summary>The package also has RemoveAll; nothing here needs it.</summary>
public enum SignalRGroupActionType
{
    Add,
    Remove,
}
