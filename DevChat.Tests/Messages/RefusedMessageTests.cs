using System.Net;
using DevChat.Domain.Messages;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Logs;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Tests.Messages;

/// <summary>A message that PostgreSQL refuses does not fail the messages beside it.</summary>
public sealed class RefusedMessageTests(RefusedMessageTests.RefusingApp app)
    : IClassFixture<RefusedMessageTests.RefusingApp>
{
    private const string Refused = "refused by a constraint";
    private const int Others = 30;

    [Fact]
    public async Task In_one_batch_only_the_refused_message_fails()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("refusing")).Id();
        var elsewhere = (await ada.OpenGroupAsync("elsewhere")).Id();
        var batch = await HeldBatch.StartAsync(app);
        var before = Enumerable
            .Range(1, Others / 2)
            .Select(n => batch.SendAsync(ada, room, $"{n}"))
            .ToList();
        var refused = batch.SendAsync(ada, room, Refused);
        var after = Enumerable
            .Range(1 + (Others / 2), Others / 2)
            .Select(n => batch.SendAsync(ada, room, $"{n}"))
            .ToList();
        var other = batch.SendAsync(ada, elsewhere, "elsewhere");

        await batch.ReleaseAsync();

        var sent = await Task.WhenAll(before.Concat(after));
        Assert.Equal(UpTo(Others), sent.Select(it => it.Message.Seq));
        Assert.All(sent, it => Assert.Equal($"{it.Message.Seq}", it.Message.Content));
        Assert.Equal(1, (await other).Message.Seq);
        var failure = await Assert.ThrowsAsync<PostgresException>(() => refused);
        Assert.Equal(PostgresErrorCodes.CheckViolation, failure.SqlState);
    }

    [Fact]
    public async Task Over_REST_only_its_request_fails()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("refusing")).Id();

        // Without the check of answers: the contract does not name the 500 of a fault.
        var refused = ada.At(app.Address).PostMessageAsync(room, Refused);
        var sent = await Task.WhenAll(
            Enumerable.Range(0, Others).Select(n => ada.SendAsync(room, $"message {n}"))
        );

        Assert.Equal(HttpStatusCode.InternalServerError, (await refused).StatusCode);
        Assert.Equal(UpTo(Others), sent.Select(JsonReading.Seq).Order());
        var page = await ada.GetAsync($"api/messages/{room}?limit=100");
        Assert.Equal(UpTo(Others), page.Items("messages").Select(JsonReading.Seq));
        Assert.Equal(Others, page.Number("last_seq"));
    }

    [Fact]
    public async Task A_locked_room_in_the_same_batch_does_not_stop_other_rooms()
    {
        var ada = await app.RegisterAsync();
        var locked = (await ada.OpenGroupAsync("locked")).Id();
        var room = (await ada.OpenGroupAsync("refusing")).Id();
        await using var held = await RowLock.TakeAsync(app, "chatrooms", locked);
        var batch = await HeldBatch.StartAsync(app);
        var waiting = new List<Task<SentMessage>>
        {
            batch.SendAsync(ada, locked, "1"),
            batch.SendAsync(ada, locked, "2"),
        };
        var refused = batch.SendAsync(ada, room, Refused);
        var other = batch.SendAsync(ada, room, "other");

        await batch.ReleaseAsync();

        Assert.Equal(1, (await other).Message.Seq);
        await Assert.ThrowsAsync<PostgresException>(() => refused);
        Assert.Equal(2, (await Soon.Within(ada.SendAsync(room, "later"))).Seq());
        Assert.All(waiting, send => Assert.False(send.IsCompleted));
        await held.DisposeAsync();
        var sent = await Task.WhenAll(waiting);
        Assert.Equal(UpTo(2), sent.Select(it => it.Message.Seq));
    }

    private static IEnumerable<long> UpTo(int last) =>
        Enumerable.Range(1, last).Select(seq => (long)seq);

    /// <summary>Its database refuses one content. It logs the failures of the refused messages as errors.</summary>
    public sealed class RefusingApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await ExecuteAsync(
                $"""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'refused' USING ERRCODE = 'check_violation';
                END $$;
                CREATE TRIGGER refused BEFORE INSERT ON messages
                    FOR EACH ROW WHEN (NEW.content = '{Refused}') EXECUTE FUNCTION refuse();
                """
            );
        }

        protected override void AddLogging(ILoggingBuilder logging) =>
            logging.AddProvider(new LogRecorder(LogLevel.Error));
    }
}
