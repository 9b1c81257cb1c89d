namespace DevChat.Functions.Messages;

/// <summary>The way a message came.</summary>
/// <param name="Name">As it stands in metrics.</param>
public sealed record Transport(string Name)
{
    public static readonly Transport Rest = new("rest");
    public static readonly Transport Realtime = new("realtime");
}
