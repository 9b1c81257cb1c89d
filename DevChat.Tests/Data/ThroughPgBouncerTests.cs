using DevChat.Domain.Data;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Npgsql;

namespace DevChat.Tests.Data;

/// <summary>The chat where no two statements outside of a transaction need to meet the same connection of the database.</summary>
public sealed class ThroughPgBouncerTests(EmbeddedServers servers)
{
    private const int Messages = 40;

    [Fact]
    public async Task The_chat_works_through_PgBouncer_in_transaction_mode()
    {
        var cancellationToken = Soon.Token;
        var program = await PgBouncer.Program.FindAsync(cancellationToken);
        Assert.SkipUnless(program is not null, PgBouncer.Program.Missing);
        var corner = await servers.TakeCornerAsync();
        await using var bouncer = await PgBouncer.StartAsync(program!, corner.Postgres);
        await MakeAnewAsync(bouncer.ConnectionString, cancellationToken);
        await using var app = new BouncedApp(
            servers,
            corner with
            {
                Postgres = bouncer.ConnectionString,
            }
        );
        await app.InitializeAsync();

        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("pooled", grace)).Id();
        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, Messages)
                .Select(n => SendTwiceAsync(n % 2 == 0 ? ada : grace, room))
        );
        await grace.Http.PutAsync(
            new Uri($"api/messages/{room}/read", UriKind.Relative),
            content: null
        );
        await app.RunTimerAsync("RepairAnnouncements");

        var page = await ada.GetAsync($"api/messages/{room}?limit=100");
        Assert.Equal(Enumerable.Range(1, Messages), sent.Order().Select(seq => (int)seq));
        Assert.Equal(sent.Order(), page.Items("messages").Select(message => message.Seq()));
        var seen = await grace.GetAsync($"api/chatrooms/{room}");
        Assert.Equal(0, seen.Number("unread_count"));
        Assert.Equal(Messages, seen.Number("last_read_seq"));
    }

    /// <summary>Sends a message and its retry at once, and returns the one seq that both were answered with.</summary>
    private static async Task<long> SendTwiceAsync(TestUser sender, int room)
    {
        var key = Guid.CreateVersion7();
        var answers = await Task.WhenAll(
            sender.PostMessageAsync(room, "once", key),
            sender.PostMessageAsync(room, "once", key)
        );
        var messages = await Task.WhenAll(
            answers.Select(answer => answer.ReadAsync(answer.EnsureSuccessStatusCode().StatusCode))
        );
        return Assert.Single(messages.Select(message => message.Seq()).Distinct());
    }

    /// <summary>Makes the schema through the pool, too.</summary>
    private static async Task MakeAnewAsync(
        string connectionString,
        CancellationToken cancellationToken
    )
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
        await ChatDatabase.MigrateAsync(source, cancellationToken);
    }

    private sealed class BouncedApp(EmbeddedServers servers, ServerCorner corner)
        : DevChatApp(servers)
    {
        protected override Task<ServerCorner> TakeCornerAsync() => Task.FromResult(corner);
    }
}
