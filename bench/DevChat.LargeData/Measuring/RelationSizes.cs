using Npgsql;

namespace DevChat.LargeData.Measuring;

internal static class RelationSizes
{
    /// <summary>The tables with their indexes, the largest first.</summary>
    public static async Task<IReadOnlyList<RelationSize>> ReadAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            SELECT relname, pg_relation_size(oid)
              FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')
             ORDER BY 2 DESC, 1
            """
        );
        await using var rows = await command.ExecuteReaderAsync();
        var sizes = new List<RelationSize>();
        while (await rows.ReadAsync())
        {
            sizes.Add(new RelationSize(rows.GetString(0), rows.GetInt64(1)));
        }

        return sizes;
    }
}
