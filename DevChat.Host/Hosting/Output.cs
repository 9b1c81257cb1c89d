namespace DevChat.Host.Hosting;

/// <summary>A value that a run returned, and the attribute that says where it goes.</summary>
internal sealed record Output(Attribute Binding, object Value);
