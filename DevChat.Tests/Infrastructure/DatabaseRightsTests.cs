using DevChat.Tests.Architecture;
using DevChat.Tests.Support;
using Npgsql;

namespace DevChat.Tests.Infrastructure;

/// <summary>What infra/scripts/grant-to-app.sql lets the function app's role do, asked of PostgreSQL.</summary>
public sealed class DatabaseRightsTests(EmbeddedServers servers) : IAsyncLifetime
{
    private readonly string _role = $"app-{Guid.CreateVersion7()}";
    private NpgsqlDataSource? _database;

    private NpgsqlDataSource Database =>
        _database ?? throw new InvalidOperationException("There is no database yet.");

    public async ValueTask InitializeAsync()
    {
        var corner = await servers.TakeCornerAsync();
        _database = NpgsqlDataSource.Create(corner.Postgres);
        await ExecuteAsync($"CREATE ROLE \"{_role}\"");
        await ExecuteAsync(
            Repository
                .Read("infra/scripts/grant-to-app.sql")
                .Replace(":\"app\"", $"\"{_role}\"", StringComparison.Ordinal)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"DROP OWNED BY \"{_role}\"; DROP ROLE \"{_role}\"");
        await Database.DisposeAsync();
    }

    [Theory]
    [InlineData("SELECT * FROM messages")]
    [InlineData("UPDATE users SET bio = '' WHERE false")]
    [InlineData("DELETE FROM sessions WHERE false")]
    [InlineData(
        "INSERT INTO chatrooms (name, is_group, created_at, updated_at) SELECT 'x', true, now(), now() WHERE false"
    )]
    public Task The_app_reads_and_writes_rows(string statement) => AsAppAsync(statement);

    [Theory]
    [InlineData("CREATE TABLE public.mine (id int)")]
    [InlineData("DROP TABLE messages")]
    [InlineData("ALTER TABLE messages ADD COLUMN mine int")]
    [InlineData("TRUNCATE messages")]
    [InlineData("SELECT * FROM \"__EFMigrationsHistory\"")]
    public async Task The_app_does_not_touch_the_schema(string statement)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAppAsync(statement));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private Task AsAppAsync(string statement) =>
        ExecuteAsync($"SET ROLE \"{_role}\"; {statement}; RESET ROLE");

    private async Task ExecuteAsync(string statement)
    {
        await using var command = Database.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
