using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>What statements are called in traces.</summary>
internal static class StatementNames
{
    /// <summary>The word that a statement begins with: <c>SELECT</c>, <c>UPDATE</c>, <c>WITH</c> …</summary>
    public static string Of(NpgsqlCommand command) => FirstWord(command.CommandText);

    /// <summary>The same of the last statement: those before it prepare it.</summary>
    public static string Of(NpgsqlBatch batch) => FirstWord(batch.BatchCommands[^1].CommandText);

    private static string FirstWord(string statement)
    {
        var text = statement.AsSpan().TrimStart();
        var end = text.IndexOfAny(" \r\n");
        return (end < 0 ? text : text[..end]).ToString();
    }
}
