namespace DevChat.Functions.Health;

/// <param name="Parts"><c>healthy</c> or <c>unreachable</c> by part: postgres, redis, queue.</param>
public sealed record ReadyReply(string Status, IReadOnlyDictionary<string, string> Parts);
