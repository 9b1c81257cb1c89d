namespace DevChat.LocalHost.Realtime;

/// <summary>Whether connections of the hub live on this host alone.</summary>
/// <param name="HasBackplane">Several hosts share the hub through Redis.</param>
internal sealed record HubTopology(bool HasBackplane);
