using Npgsql;

namespace DevChat.LargeData.Filling;

internal static class BinaryCopy
{
    /// <summary>Inserts rows with <c>COPY</c> in its binary format.</summary>
    /// <param name="target">Table and columns.</param>
    /// <param name="write">Writes the columns of a row in their order.</param>
    public static async Task CopyAsync<T>(
        this NpgsqlConnection connection,
        string target,
        IEnumerable<T> rows,
        Action<NpgsqlBinaryImporter, T> write,
        CancellationToken cancellationToken
    )
    {
        await using var importer = await connection.BeginBinaryImportAsync(
            $"COPY {target} FROM STDIN (FORMAT binary)",
            cancellationToken
        );
        foreach (var row in rows)
        {
            importer.StartRow();
            write(importer, row);
        }

        await importer.CompleteAsync(cancellationToken);
    }

    public static void WriteNullable<T>(this NpgsqlBinaryImporter importer, T? value)
        where T : struct
    {
        if (value is { } present)
        {
            importer.Write(present);
        }
        else
        {
            importer.WriteNull();
        }
    }

    public static async Task ExecuteAsync(
        this NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<T[]> ReadColumnAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            values.Add(rows.GetFieldValue<T>(0));
        }

        return [.. values];
    }
}
