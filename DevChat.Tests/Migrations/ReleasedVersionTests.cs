using DevChat.Domain.Data;
using DevChat.Functions.Realtime;
using DevChat.Tests.Architecture;
using DevChat.Tests.Migrations.Tours;
using DevChat.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DevChat.Tests.Migrations;

/// <summary>
/// While a database is migrated, and until the new code is everywhere, versions that know less of its schema run on it. Each
/// of those that may be running has its statements in Released.
/// </summary>
public sealed class ReleasedVersionTests(EmbeddedServers servers)
{
    private const string RecordVariable = "DEVCHAT_RECORD_STATEMENTS";

    public static TheoryData<string> Released => new(RecordedTour.All.Select(tour => tour.Name));

    [Theory]
    [MemberData(nameof(Released))]
    public async Task Every_statement_of_a_released_version_runs_on_the_newest_schema(string name)
    {
        var database = (await servers.TakeCornerAsync()).Postgres;

        Assert.Empty(await Replay.MistakesAsync(database, RecordedTour.Read(name)!));
    }

    [Fact]
    public async Task The_statements_of_this_version_are_recorded()
    {
        var now = new RecordedTour(NewestMigration(), await RecordAsync());
        if (Environment.GetEnvironmentVariable(RecordVariable) is not null)
        {
            now.Write();
        }

        var recorded = RecordedTour.Read(now.Name)?.Texts ?? new HashSet<string>();
        var advice = $"Run this test with {RecordVariable}=1, and commit the file.";
        Assert.True(
            recorded.SetEquals(now.Texts),
            $"{advice}\n\n{string.Join("\n\n", now.Texts.Except(recorded).Select(text => $"New: {text}"))}"
                + $"\n\n{string.Join("\n\n", recorded.Except(now.Texts).Select(text => $"Gone: {text}"))}"
        );
    }

    [Theory]
    [InlineData("ALTER TABLE messages DROP COLUMN client_message_id", "INSERT INTO messages")]
    [InlineData("ALTER TABLE users RENAME COLUMN bio TO about", "bio")]
    [InlineData("ALTER TABLE chatrooms ADD topic text NOT NULL", "INSERT INTO chatrooms")]
    [InlineData("ALTER TABLE chatrooms ALTER name TYPE varchar(3)", "INSERT INTO chatrooms")]
    [InlineData("ALTER TABLE chatrooms ALTER last_seq TYPE numeric", "last_seq numeric")]
    [InlineData("ALTER TABLE sessions ALTER revoked_at SET NOT NULL", "INSERT INTO sessions")]
    [InlineData("DROP TABLE session_connections", "session_connections")]
    public async Task A_migration_that_breaks_the_running_version_is_caught(
        string migration,
        string statement
    )
    {
        var database = (await servers.TakeCornerAsync()).Postgres;
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(migration);
        await command.ExecuteNonQueryAsync();

        var mistakes = await Replay.MistakesAsync(database, RecordedTour.Read(NewestMigration())!);

        Assert.Contains(mistakes, line => line.Contains(statement, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ALTER TABLE users ADD nickname text")]
    [InlineData("ALTER TABLE messages ADD edited boolean NOT NULL DEFAULT false")]
    [InlineData("CREATE TABLE reactions (id bigint PRIMARY KEY)")]
    [InlineData("ALTER TABLE chatrooms ALTER name TYPE text")]
    public async Task A_migration_that_only_adds_is_not(string migration)
    {
        var database = (await servers.TakeCornerAsync()).Postgres;
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(migration);
        await command.ExecuteNonQueryAsync();

        Assert.Empty(await Replay.MistakesAsync(database, RecordedTour.Read(NewestMigration())!));
    }

    private async Task<IReadOnlyList<RecordedStatement>> RecordAsync()
    {
        await using var app = new TourApp(servers);
        await app.InitializeAsync();
        var tour = new Tour(app);
        await tour.RunAsync();

        var http = DeclaredFunctions.With<HttpTriggerAttribute>().Select(one => one.Function);
        Assert.Equal(http.Select(DeclaredFunctions.NameOf).Order(), app.Requested.Order());
        Assert.Equal(CallCatalogue.All.Select(call => call.Target).Order(), tour.Called.Order());
        return await Replay.WithColumnsAsync(
            (await servers.TakeCornerAsync()).Postgres,
            app.Recorder.Statements
        );
    }

    private static string NewestMigration()
    {
        using var database = new ChatDbContextFactory().CreateDbContext([]);
        return database.Database.GetMigrations().Last();
    }
}
