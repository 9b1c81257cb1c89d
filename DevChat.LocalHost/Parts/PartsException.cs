namespace DevChat.LocalHost.Parts;

/// <summary>
/// A failure the developer can cure. The first line of the message says what is wrong and what to do;
/// the last lines of a log may follow. It is meant to be printed as it is, without a stack trace.
/// </summary>
public sealed class PartsException(string message, Exception? inner = null)
    : Exception(message, inner);
