using DevChat.Domain.Data;
using DevChat.Testing.Apps;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>The program that migrates in the deployment.</summary>
public sealed class BundleTests(EmbeddedServers servers, MigrationBundle bundle)
{
    private const string Schema = """
        SELECT string_agg(definition, E'\n' ORDER BY definition)
          FROM (SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, character_maximum_length) AS definition
                  FROM information_schema.columns WHERE table_schema = 'public'
                UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
                UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                 WHERE connamespace = 'public'::regnamespace) AS definitions
        """;

    private const string Applied = """
        SELECT string_agg(concat_ws(' ', xmin, migration_id), E'\n' ORDER BY migration_id) FROM "__EFMigrationsHistory"
        """;

    [Fact]
    public async Task An_empty_database_gets_the_schema_that_the_app_runs_on_in_tests()
    {
        var database = await servers.TakeEmptyDatabaseAsync();

        await AssertMigratesAsync(database);

        var expected = await QueryAsync((await servers.TakeCornerAsync()).Postgres, Schema);
        Assert.Equal(expected, await QueryAsync(database, Schema));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        var database = await servers.TakeEmptyDatabaseAsync();
        await AssertMigratesAsync(database);
        var applied = await QueryAsync(database, Applied);

        await AssertMigratesAsync(database);

        Assert.Equal(applied, await QueryAsync(database, Applied));
    }

    [Fact]
    public async Task Of_two_at_once_one_migrates_and_the_other_has_nothing_left_to_do()
    {
        var database = await servers.TakeEmptyDatabaseAsync();

        await Task.WhenAll(AssertMigratesAsync(database), AssertMigratesAsync(database));

        using var model = new ChatDbContextFactory().CreateDbContext([]);
        var applied = await QueryAsync(database, Applied);
        Assert.Equal(model.Database.GetMigrations().Count(), applied.Split('\n').Length);
    }

    private async Task AssertMigratesAsync(string database)
    {
        var run = await ScriptRun.OfAsync(
            await bundle.PathAsync(),
            ["--connection", database],
            new Dictionary<string, string>()
        );
        Assert.True(run.ExitCode == 0, run.Output);
    }

    private static async Task<string> QueryAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
