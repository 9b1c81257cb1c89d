using Npgsql;

namespace DevChat.Tests.Identity;

/// <summary>A role of PostgreSQL that may do what the owner of the database may. Its password is a token.</summary>
internal sealed class TokenRole : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _owner;
    private readonly NpgsqlDataSource _database;

    private TokenRole(string owner)
    {
        _owner = new NpgsqlConnectionStringBuilder(owner) { Pooling = false };
        _database = NpgsqlDataSource.Create(_owner);
        Name = $"identity_of_{_owner.Database}";
    }

    public string Name { get; }

    /// <summary>Without a password, and with a new connection for everything.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_owner.ConnectionString)
        {
            Username = Name,
            Password = null,
        }.ConnectionString;

    /// <param name="owner">The connection string of the database's owner.</param>
    /// <param name="token">The first password.</param>
    public static async Task<TokenRole> CreateAsync(string owner, string token)
    {
        var role = new TokenRole(owner);
        await role.ExecuteAsync(
            $"CREATE ROLE {role.Name} LOGIN IN ROLE {role._owner.Username} PASSWORD '{token}'"
        );
        return role;
    }

    /// <summary>From now on this is the token, and no other.</summary>
    public Task AcceptAsync(string token) => ExecuteAsync($"ALTER ROLE {Name} PASSWORD '{token}'");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
