using System.Security.Cryptography;
using DevChat.Operations.Tests.Migrations.Tours;
using DevChat.Testing.Apps;
using DevChat.Testing.Files;
using Npgsql;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>The step of the deployment that brings the database up to date, on a server without Entra.</summary>
public sealed class MigrateScriptTests(EmbeddedServers servers, MigrationBundle bundle)
{
    private const string Password = "of the app";

    [Fact]
    public async Task The_app_runs_as_a_role_that_may_only_read_and_write_rows()
    {
        var database = await servers.TakeEmptyDatabaseAsync();
        var role = await CreateRoleAsync(database);
        await AssertMigratesAsync(database, role);
        await using var app = new TourApp(servers, SignInAs(role, database));
        await app.InitializeAsync();

        await new Tour(app).RunAsync();

        foreach (
            var refused in (string[])
                [
                    "CREATE TABLE more (id int)",
                    "ALTER TABLE users ADD more int",
                    "DROP TABLE messages",
                    "TRUNCATE messages",
                    "CREATE INDEX ON messages (content)",
                    """SELECT FROM "__EFMigrationsHistory" """,
                ]
        )
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
                app.ExecuteAsync(refused)
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Fact]
    public async Task A_table_that_a_later_migration_makes_is_open_to_the_app_from_the_start()
    {
        var database = await servers.TakeEmptyDatabaseAsync();
        var role = await CreateRoleAsync(database);
        await AssertMigratesAsync(database, role);

        await ExecuteAsync(database, "CREATE TABLE later (id serial, what text)");

        await ExecuteAsync(SignInAs(role, database), "INSERT INTO later (what) VALUES ('new')");
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_succeeds()
    {
        var database = await servers.TakeEmptyDatabaseAsync();
        var role = await CreateRoleAsync(database);

        await AssertMigratesAsync(database, role);
        await AssertMigratesAsync(database, role);
    }

    [Fact]
    public async Task The_name_of_a_deployment_is_enough_and_its_identity_becomes_a_role()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), MigrationBundle.NoBash);
        var database = await servers.TakeEmptyDatabaseAsync();
        await using var azure = await AzureStandIn.CreateAsync(database);
        var role = NewRole();
        var server = ScriptRun.SignIn(database);
        var deployment = new Dictionary<string, string>
        {
            ["PATH"] = azure.Path,
            ["TOKEN"] = server["PGPASSWORD"],
            ["PGPORT"] = server["PGPORT"],
            ["PGSSLMODE"] = server["PGSSLMODE"],
            ["AZURE_RESOURCE_GROUP"] = "rg-devchat",
            ["DATABASE_HOST"] = server["PGHOST"],
            ["DATABASE_NAME"] = server["PGDATABASE"],
            ["DATABASE_ADMIN_NAME"] = server["PGUSER"],
            ["IDENTITY_NAME"] = role,
        };

        foreach (var _ in (string[])["first", "again"])
        {
            var run = await RunAsync("update-database.sh", deployment);

            Assert.True(run.ExitCode == 0, run.Output);
            Assert.DoesNotContain(deployment["TOKEN"], run.Output, StringComparison.Ordinal);
        }

        await using var source = NpgsqlDataSource.Create(database);
        await using var may = source.CreateCommand(
            $"SELECT has_table_privilege('{role}', 'messages', 'INSERT')"
        );
        Assert.Equal(true, await may.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_migration_that_finds_its_table_locked_gives_up_and_says_so()
    {
        var database = await servers.TakeEmptyDatabaseAsync();
        var role = await CreateRoleAsync(database);
        await AssertMigratesAsync(database, role);
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var holding = new NpgsqlCommand(
            """LOCK TABLE "__EFMigrationsHistory" IN ACCESS SHARE MODE""",
            connection
        );
        await holding.ExecuteNonQueryAsync();

        var run = await MigrateAsync(ScriptRun.SignIn(database), role);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("gave up after 5 s of waiting for a lock", run.Output);
    }

    [Fact]
    public async Task The_pooler_is_refused()
    {
        var environment = ScriptRun.SignIn(await servers.TakeEmptyDatabaseAsync());
        environment["PGPORT"] = "6432";

        var run = await MigrateAsync(environment, "nobody");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("migrate over 5432", run.Output);
    }

    private async Task AssertMigratesAsync(string database, string role)
    {
        var run = await MigrateAsync(ScriptRun.SignIn(database), role);
        Assert.True(run.ExitCode == 0, run.Output);
    }

    private Task<ScriptRun> MigrateAsync(Dictionary<string, string> environment, string role)
    {
        environment["APP_ROLE"] = role;
        return RunAsync("migrate.sh", environment);
    }

    private async Task<ScriptRun> RunAsync(
        string script,
        IReadOnlyDictionary<string, string> environment
    )
    {
        Assert.SkipUnless(Psql.IsHere, "psql is not on the PATH: install postgresql-client.");
        return await ScriptRun.OfAsync(
            Path.Combine(Repository.Root, "infra/scripts", script),
            [await bundle.PathAsync()],
            environment
        );
    }

    private static async Task<string> CreateRoleAsync(string database)
    {
        var role = NewRole();
        await ExecuteAsync(database, $"CREATE ROLE \"{role}\" LOGIN PASSWORD '{Password}'");
        return role;
    }

    /// <summary>Roles belong to the server, not to a database. Identities have hyphens in their names.</summary>
    private static string NewRole() => $"id-devchat-{RandomNumberGenerator.GetHexString(8)}";

    private static string SignInAs(string role, string database) =>
        new NpgsqlConnectionStringBuilder(database)
        {
            Username = role,
            Password = Password,
        }.ConnectionString;

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
