using DevChat.Host.Command;

namespace DevChat.LocalHost.Parts;

/// <summary>
/// A server could not be started, and the developer can cure it. The first line of the message says what is wrong and what to
/// do; the last lines of a log may follow.
/// </summary>
public sealed class PartsException(string message, Exception? inner = null)
    : StartException(message, inner);
