using System.Text.Json;
using Npgsql;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>Runs recorded statements again, on a database without rows that may have a newer schema.</summary>
internal static class Replay
{
    /// <summary>A line for every statement that does not go as it was recorded.</summary>
    public static async Task<IReadOnlyList<string>> MistakesAsync(
        string connectionString,
        RecordedTour tour
    )
    {
        var mistakes = new List<string>();
        await foreach (var (recorded, now) in RunAsync(connectionString, tour.Statements))
        {
            if (Mistake(recorded, now) is { } mistake)
            {
                mistakes.Add($"{tour.Name}: {mistake}\n{recorded.Sql}");
            }
        }

        return mistakes;
    }

    /// <summary>The same statements with the columns that they return on this database.</summary>
    public static async Task<IReadOnlyList<RecordedStatement>> WithColumnsAsync(
        string connectionString,
        IReadOnlyList<RecordedStatement> statements
    )
    {
        var complete = new List<RecordedStatement>();
        await foreach (var (recorded, now) in RunAsync(connectionString, statements))
        {
            var state = now.Failure?.SqlState;
            Assert.True(
                recorded.FailsWith == RecordedStatement.SeenInReplay || recorded.FailsWith == state,
                $"Recorded with {recorded.FailsWith ?? "success"}, replayed with {state ?? "success"}: {recorded.Sql}"
            );
            complete.Add(recorded with { FailsWith = state, Columns = now.Columns });
        }

        return complete;
    }

    private static async IAsyncEnumerable<(RecordedStatement Recorded, Result Now)> RunAsync(
        string connectionString,
        IReadOnlyList<RecordedStatement> statements
    )
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync();
        foreach (var statement in statements)
        {
            yield return (statement, await RunAsync(connection, statement));
        }
    }

    private static async Task<Result> RunAsync(
        NpgsqlConnection connection,
        RecordedStatement statement
    )
    {
        await using var command = new NpgsqlCommand(statement.Sql, connection);
        command.Parameters.AddRange(statement.Parameters.Select(Parameter).ToArray());
        try
        {
            await using var rows = await command.ExecuteReaderAsync();
            string[] columns =
            [
                .. Enumerable.Range(0, rows.FieldCount).Select(i => Column(rows, i)),
            ];
            while (await rows.ReadAsync()) { }

            return new Result(Failure: null, columns);
        }
        catch (PostgresException failure)
        {
            return new Result(failure, []);
        }
    }

    /// <summary>Both kinds of text are read alike, so that one may become the other.</summary>
    private static string Column(NpgsqlDataReader rows, int place) =>
        rows.GetPostgresType(place).DisplayName is var type and not "character varying"
            ? $"{rows.GetName(place)} {type}"
            : $"{rows.GetName(place)} text";

    private static string? Mistake(RecordedStatement recorded, Result now) =>
        now.Failure?.SqlState != recorded.FailsWith
            ? now.Failure?.Message ?? $"does not fail with {recorded.FailsWith}"
        // A column more, at the end of a SELECT *, disturbs nobody.
        : !now.Columns.Take(recorded.Columns.Count).SequenceEqual(recorded.Columns)
            ? $"returns {string.Join(", ", now.Columns)} in place of {string.Join(", ", recorded.Columns)}"
        : null;

    private static NpgsqlParameter Parameter(RecordedParameter parameter) =>
        new()
        {
            ParameterName = parameter.Name,
            DataTypeName = parameter.Type,
            Value =
                parameter.Value.ValueKind == JsonValueKind.Null
                    ? DBNull.Value
                    : parameter.Value.Deserialize(ClrType(parameter.Type!)),
        };

    private static Type ClrType(string type) =>
        type switch
        {
            // A client_message_id may be missing.
            "uuid[]" => typeof(Guid?[]),
            // So may the seq that a client knows of a room.
            "bigint[]" => typeof(long?[]),
            _ when type.EndsWith("[]", StringComparison.Ordinal) => ClrType(type[..^2])
                .MakeArrayType(),
            "integer" => typeof(int),
            "bigint" => typeof(long),
            "boolean" => typeof(bool),
            "text" or "character varying" => typeof(string),
            "uuid" => typeof(Guid),
            "timestamp with time zone" => typeof(DateTimeOffset),
            _ => throw new NotSupportedException($"Parameters of type {type}"),
        };

    private sealed record Result(PostgresException? Failure, string[] Columns);
}
