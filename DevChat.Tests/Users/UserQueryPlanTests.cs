using DevChat.Domain.Data;
using DevChat.Domain.Users;
using DevChat.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Tests.Users;

/// <summary>How PostgreSQL finds users among a hundred thousand, of whom one in a hundred is online.</summary>
public sealed class UserQueryPlanTests(UserQueryPlanTests.Crowd crowd)
    : IClassFixture<UserQueryPlanTests.Crowd>
{
    [Theory]
    [InlineData("", "", null, "ux_users_username")]
    [InlineData("crowd7", "", null, "ux_users_username")]
    [InlineData("crowd7", "CROWD77", null, "ux_users_username")]
    [InlineData("", "crowd5", null, "ux_users_username")]
    [InlineData("crowd7", "", false, "ux_users_username")]
    [InlineData("", "", true, "ix_users_online")]
    [InlineData("", "crowd5", true, "ix_users_online")]
    [InlineData("crowd7", "", true, "ix_users_online")]
    public async Task A_page_is_a_stretch_of_one_index(
        string prefix,
        string after,
        bool? online,
        string index
    )
    {
        var plan = await crowd.ExplainAsync(database =>
            database.UsersByName(prefix, after, online, count: 51)
        );

        Assert.Contains($"Index Scan using {index} on users", plan, StringComparison.Ordinal);
        Assert.Contains("Index Cond", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    public sealed class Crowd(EmbeddedServers servers) : DevChatApp(servers)
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await using var command = Database.CreateCommand(
                """
                INSERT INTO users (username, email, password, is_online, created_at, updated_at)
                SELECT 'Crowd' || i, i || '@example.test', '', i % 100 = 0, now(), now()
                  FROM generate_series(1, 100000) AS i;
                ANALYZE users;
                """
            );
            await command.ExecuteNonQueryAsync();
        }

        public async Task<string> ExplainAsync(Func<ChatDbContext, IQueryable<UserView>> ask)
        {
            var options = new DbContextOptionsBuilder<ChatDbContext>();
            options.UseChatDatabase(provider => provider.UseNpgsql(Database));
            await using var database = new ChatDbContext(options.Options);
            await database.Database.OpenConnectionAsync();
            await using var command = ask(database).CreateDbCommand();
            command.CommandText = $"EXPLAIN {command.CommandText}";
            await using var plan = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await plan.ReadAsync())
            {
                lines.Add(plan.GetString(0));
            }
            return string.Join('\n', lines);
        }
    }
}
