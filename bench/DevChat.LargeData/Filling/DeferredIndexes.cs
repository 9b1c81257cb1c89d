using Npgsql;

namespace DevChat.LargeData.Filling;

/// <summary>
/// The indexes and foreign keys of <c>messages</c>, dropped before the rows are copied and created again after it, as
/// the migrations defined them. Building an index once is several times faster than inserting each row into it.
/// </summary>
internal sealed class DeferredIndexes
{
    private const string Keys =
        "FROM pg_constraint WHERE conrelid = 'messages'::regclass AND contype = 'f' ORDER BY conname";

    private const string Indexes =
        "FROM pg_index WHERE indrelid = 'messages'::regclass AND NOT indisprimary ORDER BY indexrelid";

    private readonly string[] _drop;
    private readonly string[] _create;

    private DeferredIndexes(string[] drop, string[] create)
    {
        _drop = drop;
        _create = create;
    }

    public static async Task<DeferredIndexes> ReadAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        Task<string[]> Read(string sql) =>
            connection.ReadColumnAsync<string>(sql, cancellationToken);
        return new DeferredIndexes(
            [
                .. await Read(
                    $"SELECT format('ALTER TABLE messages DROP CONSTRAINT %I', conname) {Keys}"
                ),
                .. await Read($"SELECT format('DROP INDEX %s', indexrelid::regclass) {Indexes}"),
            ],
            [
                .. await Read($"SELECT pg_get_indexdef(indexrelid) {Indexes}"),
                .. await Read(
                    $"SELECT format('ALTER TABLE messages ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) {Keys}"
                ),
            ]
        );
    }

    public Task DropAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(string.Join(';', _drop), cancellationToken);

    public Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            $"SET maintenance_work_mem = '512MB'; {string.Join(';', _create)}",
            cancellationToken
        );
}
