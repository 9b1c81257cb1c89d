using System.Text.Json;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>A statement as an app sent it to PostgreSQL.</summary>
/// <param name="FailsWith">SQLSTATE of a failure that the app counts on, such as a violated unique index; null: it succeeds.</param>
/// <param name="Columns">Name and type of what it returns, which the app reads in this order.</param>
internal sealed record RecordedStatement(
    string Sql,
    IReadOnlyList<RecordedParameter> Parameters,
    string? FailsWith,
    IReadOnlyList<string> Columns
)
{
    /// <summary>In place of an SQLSTATE, until the statement is replayed.</summary>
    public const string SeenInReplay = "?";
}

/// <param name="Name">Empty for a positional one.</param>
/// <param name="Type">As PostgreSQL calls it; null for a null whose type is left to the statement.</param>
internal sealed record RecordedParameter(string Name, string? Type, JsonElement Value);
