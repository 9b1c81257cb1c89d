namespace DevChat.Functions.Background;

/// <summary>A timer that puts right what a crash or a lost event left.</summary>
/// <param name="Name">As it stands in metrics.</param>
public sealed record SweepKind(string Name)
{
    public static readonly SweepKind Announcements = new("announcements");
    public static readonly SweepKind Presence = new("presence");
    public static readonly SweepKind Connections = new("connections");
}
