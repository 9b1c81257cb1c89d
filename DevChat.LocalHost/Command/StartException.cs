namespace DevChat.LocalHost.Command;

/// <summary>Something that the developer can mend: one line that says what, and how.</summary>
internal sealed class StartException(string message, Exception? cause = null)
    : Exception(message, cause);
