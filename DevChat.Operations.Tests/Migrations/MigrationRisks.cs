using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>What a migration does that may harm the version which runs meanwhile: takes something away, or locks a table for long.</summary>
internal static partial class MigrationRisks
{
    /// <summary>Names of the operations. What happens to a table that the same migration makes harms nobody.</summary>
    public static IReadOnlyList<string> Of(Migration migration)
    {
        var own = migration
            .UpOperations.OfType<CreateTableOperation>()
            .Select(table => table.Name)
            .ToHashSet();
        return
        [
            .. migration
                .UpOperations.Where(operation =>
                    operation is not ITableMigrationOperation { Table: var table }
                    || !own.Contains(table)
                )
                .SelectMany(operation => Of(operation, own)),
        ];
    }

    private static IEnumerable<string> Of(MigrationOperation operation, IReadOnlySet<string> own) =>
        operation switch
        {
            CreateTableOperation or CreateSequenceOperation => [],
            AddColumnOperation column when IsFilled(column) => [],
            CreateIndexOperation index when index["Npgsql:CreatedConcurrently"] is true => [],
            AlterColumnOperation column when column.IsNullable && IsSameType(column) => [],
            SqlOperation sql => OfSql(sql, own),
            _ => [operation.GetType().Name.Replace("Operation", "", StringComparison.Ordinal)],
        };

    /// <summary>The running version does not name the column when it inserts.</summary>
    private static bool IsFilled(AddColumnOperation column) =>
        column.IsNullable || column.DefaultValue is not null || column.DefaultValueSql is not null;

    private static bool IsSameType(AlterColumnOperation column) =>
        column.ColumnType == column.OldColumn.ColumnType;

    private static IEnumerable<string> OfSql(SqlOperation sql, IReadOnlySet<string> own) =>
        sql
            .Sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(statement =>
                !IsHarmless(CreateIndex().Match(statement), sql.SuppressTransaction, own)
            );

    private static bool IsHarmless(
        Match index,
        bool outsideTransaction,
        IReadOnlySet<string> own
    ) =>
        index.Success
        && (
            own.Contains(index.Groups["table"].Value)
            || (index.Groups["concurrently"].Success && outsideTransaction)
        );

    [GeneratedRegex(
        """^CREATE\s+(UNIQUE\s+)?INDEX\s+(?<concurrently>CONCURRENTLY\s+)?\w+\s+ON\s+"?(?<table>\w+)""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CreateIndex();
}
