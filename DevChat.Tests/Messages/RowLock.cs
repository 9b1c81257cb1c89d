using System.Globalization;
using DevChat.Testing;
using DevChat.Testing.Apps;
using Npgsql;

namespace DevChat.Tests.Messages;

/// <summary>Rows that a transaction of the test has locked. The end of the lock is the end of the transaction.</summary>
internal sealed class RowLock : IAsyncDisposable
{
    private readonly DevChatApp _app;
    private readonly NpgsqlConnection _connection;
    private bool _isReleased;

    private RowLock(DevChatApp app, NpgsqlConnection connection) =>
        (_app, _connection) = (app, connection);

    public static async Task<RowLock> TakeAsync(
        DevChatApp app,
        string table,
        params IEnumerable<int> ids
    )
    {
        var connection = await app.Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            $"BEGIN; SELECT FROM {table} WHERE id IN ({string.Join(',', ids)}) ORDER BY id FOR UPDATE",
            connection
        );
        await command.ExecuteNonQueryAsync();
        return new RowLock(app, connection);
    }

    /// <summary>Returns when so many other transactions wait for the rows.</summary>
    public Task AwaitedAsync(int by = 1)
    {
        var waiting = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT count(*) FROM pg_stat_activity WHERE {_connection.ProcessID} = ANY (pg_blocking_pids(pid))"
        );
        return Soon.UntilAsync(
            async () => await _app.QueryAsync<long>(waiting) >= by,
            $"{by} transactions wait for the lock."
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_isReleased)
        {
            return;
        }

        _isReleased = true;
        await using var command = new NpgsqlCommand("ROLLBACK", _connection);
        await command.ExecuteNonQueryAsync();
        await _connection.DisposeAsync();
    }
}
