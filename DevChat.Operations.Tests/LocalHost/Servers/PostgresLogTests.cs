using DevChat.Testing;
using DevChat.Testing.Programs;
using Npgsql;

namespace DevChat.Operations.Tests.LocalHost.Servers;

public sealed class PostgresLogTests : IDisposable
{
    private const string Address = "somebody.private@example.test";

    private readonly ServersDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_values_of_a_refused_row_are_not_in_the_log()
    {
        var options = _directory.Options with { Redis = false, Storage = false };
        await using (var servers = await _directory.StartAsync(options))
        {
            await using var source = NpgsqlDataSource.Create(servers.Postgres!.ConnectionString);
            await ExecuteAsync(
                source,
                "CREATE TABLE people (email text UNIQUE CHECK (email <> ''))"
            );
            await InsertAsync(source, Address);

            var taken = await Assert.ThrowsAsync<PostgresException>(() =>
                InsertAsync(source, Address)
            );
            Assert.Equal(PostgresErrorCodes.UniqueViolation, taken.SqlState);
        }

        var log = await File.ReadAllTextAsync(
            Path.Combine(_directory.Data, "logs", "postgres.log"),
            Soon.Token
        );
        Assert.Contains("people_email_key", log, StringComparison.Ordinal);
        Assert.Contains("INSERT INTO people", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Address, log, StringComparison.Ordinal);
    }

    private static async Task InsertAsync(NpgsqlDataSource source, string email)
    {
        await using var command = source.CreateCommand("INSERT INTO people VALUES (@email)");
        command.Parameters.AddWithValue("email", email);
        await command.ExecuteNonQueryAsync(Soon.Token);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Soon.Token);
    }
}
