namespace DevChat.Host.Command;

/// <summary>What the developer can mend: a line for each, which says what, and how.</summary>
public class StartException(string message, Exception? cause = null) : Exception(message, cause);
