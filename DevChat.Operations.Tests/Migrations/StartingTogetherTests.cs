using DevChat.Domain.Data;
using DevChat.Testing.Apps;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>The host migrates when it starts, and several of them may start on one database.</summary>
public sealed class StartingTogetherTests(EmbeddedServers servers, ITestOutputHelper output)
{
    private const int Rounds = 12;
    private const int Instances = 4;

    [Fact]
    public async Task Instances_that_start_at_once_bring_an_empty_database_up_to_date()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var database = await servers.TakeEmptyDatabaseAsync();

            await Task.WhenAll(
                Enumerable
                    .Range(0, Instances)
                    .Select(_ => ChatDatabase.MigrateAsync(database, CancellationToken.None))
            );

            Assert.Equal(KnownMigrations(), await AppliedAsync(database));
        }

        output.WriteLine($"{Rounds} rounds of {Instances} instances");
    }

    private static int KnownMigrations()
    {
        using var model = new ChatDbContextFactory().CreateDbContext([]);
        return model.Database.GetMigrations().Count();
    }

    private static async Task<long> AppliedAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            "SELECT count(*) FROM \"__EFMigrationsHistory\" WHERE NOT EXISTS (SELECT FROM pg_index WHERE NOT indisvalid)"
        );
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
