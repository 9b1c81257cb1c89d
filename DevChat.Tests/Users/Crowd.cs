using DevChat.Domain.Data;
using DevChat.Domain.Users;
using DevChat.Testing.Apps;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Tests.Users;

/// <summary>
/// A hundred thousand users, of whom one in a hundred is online, in two thousand rooms of fifty. One of
/// them is in twenty rooms.
/// </summary>
public sealed class Crowd(EmbeddedServers servers) : DevChatApp(servers)
{
    /// <summary>Who is in many rooms.</summary>
    public const int Sociable = 1;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var command = Database.CreateCommand(
            """
            INSERT INTO users (username, email, password, is_online, created_at, updated_at)
            SELECT 'Crowd' || i, i || '@example.test', '', i % 100 = 0, now(), now()
              FROM generate_series(1, 100000) AS i;
            INSERT INTO chatrooms (name, is_group, created_by, created_at, updated_at, last_seq, announced_seq)
            SELECT 'Room ' || i, true, 1, now(), now(), 0, 0 FROM generate_series(1, 2000) AS i;
            INSERT INTO chatroom_participants (chatroom_id, user_id, joined_at, last_read_seq)
            SELECT 1 + i % 2000, i, now(), 0 FROM generate_series(1, 100000) AS i;
            INSERT INTO chatroom_participants (chatroom_id, user_id, joined_at, last_read_seq)
            SELECT i, 1, now(), 0 FROM generate_series(1, 20) AS i
            ON CONFLICT DO NOTHING;
            ANALYZE users, chatrooms, chatroom_participants;
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
