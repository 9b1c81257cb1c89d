using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>What statements are called in traces.</summary>
internal static class StatementNames
{
    /// <summary>The word that a statement begins with: <c>SELECT</c>, <c>UPDATE</c>, <c>WITH</c> …</summary>
    public static string Of(NpgsqlCommand command)
    {
        var text = command.CommandText.AsSpan().TrimStart();
        var end = text.IndexOfAny(" \r\n");
        return (end < 0 ? text : text[..end]).ToString();
    }
}
