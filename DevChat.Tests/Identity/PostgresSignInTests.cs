using DevChat.Domain.Data;
using DevChat.Testing;
using DevChat.Testing.Apps;
using Npgsql;

namespace DevChat.Tests.Identity;

/// <summary>A real PostgreSQL with a role whose password is a token that changes.</summary>
public sealed class PostgresSignInTests(EmbeddedServers servers)
{
    [Fact]
    public async Task Each_new_connection_signs_in_with_the_token_of_now()
    {
        var corner = await servers.TakeCornerAsync();
        await using var role = await TokenRole.CreateAsync(corner.Postgres, "token 1");
        var token = new CurrentToken("token 1");
        await using var source = ChatDataSource.Create(role.ConnectionString, token);
        await using var first = await source.OpenConnectionAsync(Token);

        await role.AcceptAsync("token 2");
        token.Value = "token 2";
        await using var second = await source.OpenConnectionAsync(Token);
        token.Value = "token 1";

        await Assert.ThrowsAsync<PostgresException>(async () =>
            await source.OpenConnectionAsync(Token)
        );
        Assert.Equal(role.Name, await UserAsync(first));
        Assert.Equal(role.Name, await UserAsync(second));
    }

    [Fact]
    public async Task A_password_in_the_connection_string_comes_before_the_identity()
    {
        var corner = await servers.TakeCornerAsync();
        await using var source = ChatDataSource.Create(
            corner.Postgres,
            new CurrentToken("of no use")
        );

        await using var connection = await source.OpenConnectionAsync(Token);

        Assert.NotNull(await UserAsync(connection));
    }

    private static CancellationToken Token => Soon.Token;

    private static async Task<object?> UserAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT current_user", connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
