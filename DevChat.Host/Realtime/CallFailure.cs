namespace DevChat.Host.Realtime;

/// <summary>
/// A result of the hub that reaches the client as the failure of its call, in these words alone. An exception would reach
/// it with the framework's words around them, which name the hub's method.
/// </summary>
internal sealed record CallFailure(string Text);
