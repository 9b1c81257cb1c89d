namespace Microsoft.Azure.Functions.Worker;

public sealed class SignalRMessageAction(string target, object[] arguments)
{
    public string Target { get; } = target;
    public object[] Arguments { get; } = arguments;
    public string? ConnectionId { get; set; }
    public string? UserId { get; set; }
    public string? GroupName { get; set; }
}
