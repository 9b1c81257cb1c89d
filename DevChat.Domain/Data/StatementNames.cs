using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>Names of SQL statements in traces.</summary>
internal static class StatementNames
{
    /// <summary>The first word of the statement: <c>SELECT</c>, <c>UPDATE</c>, <c>WITH</c> …</summary>
    public static string Of(NpgsqlCommand command) => FirstWord(command.CommandText);

    /// <summary>The first word of the last statement. The statements before it only prepare it.</summary>
    public static string Of(NpgsqlBatch batch) => FirstWord(batch.BatchCommands[^1].CommandText);

    private static string FirstWord(string statement)
    {
        var text = statement.AsSpan().TrimStart();
        var end = text.IndexOfAny(" \r\n");
        return (end < 0 ? text : text[..end]).ToString();
    }
}
