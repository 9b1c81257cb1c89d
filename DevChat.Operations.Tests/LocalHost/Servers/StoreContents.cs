using Azure.Storage.Queues;
using DevChat.LocalHost.Servers;
using DevChat.Testing;
using Npgsql;
using StackExchange.Redis;

namespace DevChat.Operations.Tests.LocalHost.Servers;

/// <summary>Writes to the stores, and reads what is there, with the clients that the app uses.</summary>
internal static class StoreContents
{
    private const string Queue = "notes";

    public static async Task WriteAsync(this PostgresServer postgres, string note)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var create = source.CreateCommand(
            "CREATE TABLE IF NOT EXISTS notes (note text)"
        );
        await create.ExecuteNonQueryAsync(Soon.Token);
        await using var insert = source.CreateCommand("INSERT INTO notes VALUES ($1)");
        insert.Parameters.AddWithValue(note);
        await insert.ExecuteNonQueryAsync(Soon.Token);
    }

    public static async Task<string?> ReadAsync(this PostgresServer postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand("SELECT note FROM notes");
        return await command.ExecuteScalarAsync(Soon.Token) as string;
    }

    public static async Task WriteAsync(this StorageServer storage, string note)
    {
        var queue = storage.Open();
        await queue.CreateIfNotExistsAsync(cancellationToken: Soon.Token);
        await queue.SendMessageAsync(note, Soon.Token);
    }

    public static async Task<string> ReadAsync(this StorageServer storage)
    {
        var message = await storage.Open().PeekMessageAsync(Soon.Token);
        return message.Value.MessageText;
    }

    public static async Task WriteAsync(this RedisServer redis, string note)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(
            redis.ConnectionString
        );
        await connection.GetDatabase().StringSetAsync("note", note);
    }

    public static async Task<string?> ReadAsync(this RedisServer redis)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(
            redis.ConnectionString
        );
        return await connection.GetDatabase().StringGetAsync("note");
    }

    private static QueueClient Open(this StorageServer storage) =>
        new(storage.ConnectionStringFor("devstoreaccount1"), Queue);
}
