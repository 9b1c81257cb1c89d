namespace DevChat.Bench.Clients;

/// <summary>The server refused an operation of the load. The message has the operation and the code of the refusal.</summary>
internal sealed class UnexpectedAnswerException(string message) : Exception(message);
