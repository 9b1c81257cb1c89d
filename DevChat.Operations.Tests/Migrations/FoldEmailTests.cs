using DevChat.Domain.Data;
using DevChat.Domain.Users;
using DevChat.Testing;
using DevChat.Testing.Apps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>Accounts of versions that do not know users.email_key, from before the migration and from while both run.</summary>
public sealed class FoldEmailTests(EmbeddedServers servers)
{
    private const string Before = "20261123202644_Initial";
    private const string FromBefore = "ROSE\u0301@Example.test";
    private const string SameAddress = "ros\u00E9@example.test";

    [Fact]
    public async Task PostgreSQL_folds_every_character_of_an_address_as_the_app_does()
    {
        await using var source = await MigratedAsync();
        string[] texts =
        [
            .. UnicodeCharacters.Basic,
            .. UnicodeCharacters.Basic.Select(character => character + "\u0323\u0307"),
        ];
        await using var command = source.CreateCommand(
            """
            SELECT array_agg(CASE WHEN unicode_assigned(text) THEN fold_email(text) END ORDER BY place)
              FROM unnest(@texts) WITH ORDINALITY AS given (text, place)
            """
        );
        command.Parameters.AddWithValue("texts", texts);
        var folded = (string?[])(await command.ExecuteScalarAsync())!;

        Assert.Empty(
            texts
                .Zip(folded)
                .Where(pair => pair.Second is not null && pair.Second != EmailKey.Of(pair.First))
                .Select(pair => UnicodeCharacters.Written(pair.First))
        );
    }

    [Fact]
    public async Task An_account_that_the_version_before_opens_has_a_key()
    {
        await using var source = await MigratedAsync();

        await InsertAsync(source, "old", FromBefore);

        Assert.Equal([SameAddress], await KeysAsync(source));
    }

    [Fact]
    public async Task Accounts_from_before_get_their_keys()
    {
        await using var source = await MigratedAsync(Before);
        await InsertAsync(source, "ada", "Ada@Example.TEST");
        await InsertAsync(source, "rose", FromBefore);
        await ExecuteAsync(source, "SELECT setval('users_id_seq', 5000)");
        await InsertAsync(source, "kate", "\u212Aate@example.test");

        await MigrateAsync(source, target: null);

        Assert.Equal(
            ["ada@example.test", SameAddress, "kate@example.test"],
            await KeysAsync(source)
        );
    }

    [Fact]
    public async Task An_address_that_two_accounts_have_is_that_of_the_older_one()
    {
        await using var source = await MigratedAsync(Before);
        await InsertAsync(source, "older", FromBefore);
        await InsertAsync(source, "younger", SameAddress);

        await MigrateAsync(source, target: null);

        Assert.Equal([SameAddress, null], await KeysAsync(source));
    }

    private async Task<NpgsqlDataSource> MigratedAsync(string? target = null)
    {
        var source = NpgsqlDataSource.Create(await servers.TakeEmptyDatabaseAsync());
        await MigrateAsync(source, target);
        return source;
    }

    private static async Task MigrateAsync(NpgsqlDataSource source, string? target)
    {
        var options = new DbContextOptionsBuilder<ChatDbContext>();
        options.UseChatDatabase(database => database.UseNpgsql(source));
        await using var database = new ChatDbContext(options.Options);
        await database.GetService<IMigrator>().MigrateAsync(target);
    }

    /// <summary>As the version before does it.</summary>
    private static async Task InsertAsync(NpgsqlDataSource source, string username, string email)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO users (created_at, email, is_online, password, updated_at, username)
            VALUES (now(), @email, false, '', now(), @username)
            """
        );
        command.Parameters.AddWithValue("email", email);
        command.Parameters.AddWithValue("username", username);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<string?>> KeysAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT email_key FROM users ORDER BY id");
        await using var reader = await command.ExecuteReaderAsync();
        var keys = new List<string?>();
        while (await reader.ReadAsync())
        {
            keys.Add(await reader.IsDBNullAsync(0) ? null : reader.GetString(0));
        }

        return keys;
    }
}
