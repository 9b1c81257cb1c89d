using DevChat.Domain.Data;
using DevChat.Functions.Contract;
using DevChat.Operations.Tests.Migrations.Tours;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Azure.Functions.Worker;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>
/// While a database is migrated, and until the new code is everywhere, versions that know less of its schema run on it. Each
/// of those that may be running has its statements in Released.
/// </summary>
public sealed class ReleasedVersionTests(EmbeddedServers servers)
{
    private const string RecordVariable = "DEVCHAT_RECORD_STATEMENTS";

    private static readonly string Newest = Migrations()[^1];

    public static TheoryData<string> Released => new(RecordedTours.Released.Names);

    [Theory]
    [MemberData(nameof(Released))]
    public async Task Every_statement_of_a_released_version_runs_on_the_newest_schema(string name)
    {
        var database = (await servers.TakeCornerAsync()).Postgres;

        Assert.Empty(await Replay.MistakesAsync(database, RecordedTours.Released.Read(name)));
    }

    [Fact]
    public void A_version_from_before_the_newest_migration_is_among_them()
    {
        Assert.SkipWhen(Migrations() is [_], "There is one migration, and nothing before it.");

        Assert.Contains(
            RecordedTours.Released.Names,
            name => !name.StartsWith(Newest, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_statements_of_this_version_are_recorded()
    {
        var now = new RecordedTour(Newest, await RecordAsync());
        if (Environment.GetEnvironmentVariable(RecordVariable) is not null)
        {
            RecordedTours.Released.Write(now);
        }

        var recorded = RecordedTours.Released.Read(Newest).Texts;
        string[] differences =
        [
            .. now.Texts.Except(recorded).Select(text => $"New: {text}"),
            .. recorded.Except(now.Texts).Select(text => $"Gone: {text}"),
        ];
        Assert.True(
            differences.Length == 0,
            $"Run this test with {RecordVariable}=1 and commit the file, see docs/migrations.md.\n\n"
                + string.Join("\n\n", differences)
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
    ) =>
        Assert.Contains(
            await MistakesAfterAsync(migration),
            mistake => mistake.Contains(statement, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("ALTER TABLE users ADD nickname text")]
    [InlineData("ALTER TABLE messages ADD edited boolean NOT NULL DEFAULT false")]
    [InlineData("ALTER TABLE chatrooms ALTER name TYPE text")]
    [InlineData("CREATE TABLE reactions (id bigint PRIMARY KEY)")]
    public async Task A_migration_that_only_adds_is_let_through(string migration) =>
        Assert.Empty(await MistakesAfterAsync(migration));

    private async Task<IReadOnlyList<string>> MistakesAfterAsync(string migration)
    {
        var database = (await servers.TakeCornerAsync()).Postgres;
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(migration);
        await command.ExecuteNonQueryAsync();
        var newest = RecordedTours.Released.Names.Last();
        return await Replay.MistakesAsync(database, RecordedTours.Released.Read(newest));
    }

    private async Task<IReadOnlyList<RecordedStatement>> RecordAsync()
    {
        await using var app = new TourApp(servers);
        await app.InitializeAsync();
        var tour = new Tour(app);
        await tour.RunAsync();

        var http = DeclaredFunctions.With<HttpTriggerAttribute>().Select(one => one.Function);
        Assert.Equal(http.Select(DeclaredFunctions.NameOf).Order(), app.Requested.Order());
        Assert.Equal(
            RealtimeCatalogue.Calls.Select(call => call.Target).Order(),
            tour.Called.Order()
        );
        return await Replay.WithColumnsAsync(
            (await servers.TakeCornerAsync()).Postgres,
            app.Recorder.Statements
        );
    }

    private static string[] Migrations()
    {
        using var database = new ChatDbContextFactory().CreateDbContext([]);
        return [.. database.Database.GetMigrations()];
    }
}
