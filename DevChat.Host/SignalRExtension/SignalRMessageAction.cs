namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// A message to the connection, the user or the group (the first that is set). If none is set, it is a message to
/// <b>everybody</b>.
/// </summary>
public sealed class SignalRMessageAction(string target)
{
    public SignalRMessageAction(string target, object[]? arguments)
        : this(target) => Arguments = arguments;

    public string Target { get; } = target ?? throw new ArgumentNullException(nameof(target));

    public object[]? Arguments { get; set; }

    public string? ConnectionId { get; set; }

    public string? UserId { get; set; }

    public string? GroupName { get; set; }
}
