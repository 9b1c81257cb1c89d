using System.Net;
using DevChat.Domain.Errors;
using DevChat.Domain.Messages;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Messages;

/// <summary>Sends with the same <c>client_message_id</c> that wait for the same batch, among sends of others.</summary>
public sealed class RetriesInABatchTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private const int Retries = 8;

    private static readonly HttpStatusCode[] CreatedOrReused =
    [
        HttpStatusCode.Created,
        HttpStatusCode.Conflict,
    ];

    [Fact]
    public async Task They_are_one_message_and_the_messages_of_others_are_all_stored()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        var key = Guid.CreateVersion7();
        var batch = await HeldBatch.StartAsync(app);
        var (retries, others) = (new List<Task<SentMessage>>(), new List<Task<SentMessage>>());
        for (var n = 0; n < Retries; n++)
        {
            retries.Add(batch.SendAsync(ada, room, "once", key));
            others.Add(batch.SendAsync(grace, room, $"other {n}", Guid.CreateVersion7()));
        }

        await batch.ReleaseAsync();

        var answers = await Task.WhenAll(retries);
        Assert.Single(answers.Select(it => it.Message.Id).Distinct());
        Assert.Single(answers, it => it.Turn is not null);
        Assert.All(await Task.WhenAll(others), it => Assert.NotNull(it.Turn));
        await AssertHoldsAsync(ada, room, [.. others.Select((_, n) => $"other {n}"), "once"]);
    }

    [Fact]
    public async Task Another_content_is_refused()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("reused")).Id();
        var key = Guid.CreateVersion7();
        var batch = await HeldBatch.StartAsync(app);
        var first = batch.SendAsync(ada, room, "first", key);
        var changed = batch.SendAsync(ada, room, "changed", key);
        var next = batch.SendAsync(ada, room, "next");

        await batch.ReleaseAsync();

        Assert.Equal(1, (await first).Message.Seq);
        await AssertReusedAsync(changed);
        Assert.Equal(2, (await next).Message.Seq);
        await AssertHoldsAsync(ada, room, ["first", "next"]);
    }

    [Fact]
    public async Task Of_two_rooms_the_first_gets_the_message_and_the_other_refuses_it()
    {
        var ada = await app.RegisterAsync();
        var here = (await ada.OpenGroupAsync("here")).Id();
        var there = (await ada.OpenGroupAsync("there")).Id();
        var key = Guid.CreateVersion7();
        var batch = await HeldBatch.StartAsync(app);
        var first = batch.SendAsync(ada, here, "mine", key);
        var reused = batch.SendAsync(ada, there, "mine", key);
        var next = batch.SendAsync(ada, there, "next");

        await batch.ReleaseAsync();

        Assert.Equal(1, (await first).Message.Seq);
        await AssertReusedAsync(reused);
        Assert.Equal(1, (await next).Message.Seq);
        await AssertHoldsAsync(ada, here, ["mine"]);
        await AssertHoldsAsync(ada, there, ["next"]);
    }

    [Fact]
    public async Task Of_a_locked_room_and_another_the_other_gets_the_message()
    {
        var ada = await app.RegisterAsync();
        var locked = (await ada.OpenGroupAsync("locked")).Id();
        var other = (await ada.OpenGroupAsync("other")).Id();
        var key = Guid.CreateVersion7();
        await using var held = await RowLock.TakeAsync(app, "chatrooms", locked);
        var waiting = ada.PostMessageAsync(locked, "mine", key);
        await held.AwaitedAsync();

        await (await ada.PostMessageAsync(other, "mine", key)).ReadAsync(HttpStatusCode.Created);

        await held.DisposeAsync();
        await (await Soon.Within(waiting)).ReadProblemAsync(
            HttpStatusCode.Conflict,
            "client_message_id_reused"
        );
        Assert.Equal(1, (await ada.SendAsync(locked, "next")).Seq());
    }

    [Fact]
    public async Task Over_REST_many_keys_that_are_sent_to_two_rooms_at_once_are_stored_once_each()
    {
        const int keys = 15;
        var ada = await app.RegisterAsync();
        var rooms = new[]
        {
            (await ada.OpenGroupAsync("here")).Id(),
            (await ada.OpenGroupAsync("there")).Id(),
        };

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, keys)
                .Select(n => (Text: $"message {n}", Key: Guid.CreateVersion7()))
                .SelectMany(sent =>
                    rooms.Select(room => ada.PostMessageAsync(room, sent.Text, sent.Key))
                )
        );

        var pages = await Task.WhenAll(
            rooms.Select(room => ada.GetAsync($"api/messages/{room}?limit=100"))
        );
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, CreatedOrReused));
        Assert.Equal(keys, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(keys, pages.Sum(page => page.Number("last_seq")));
        Assert.Equal(
            keys,
            pages
                .SelectMany(page => page.Items("messages"))
                .Select(message => message.Text("client_message_id"))
                .Distinct()
                .Count()
        );
    }

    private static async Task AssertReusedAsync(Task<SentMessage> send)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => send);
        Assert.Equal(MessageErrors.ClientMessageIdReused, refused.Error);
    }

    /// <summary>The room holds these messages, in any order, with seqs without a gap.</summary>
    private static async Task AssertHoldsAsync(
        TestUser reader,
        int room,
        IReadOnlyList<string> contents
    )
    {
        var page = await reader.GetAsync($"api/messages/{room}?limit=100");
        var messages = page.Items("messages");
        Assert.Equal(
            contents.Order(),
            messages.Select(message => message.Text("content")!).Order()
        );
        Assert.Equal(
            Enumerable.Range(1, contents.Count).Select(seq => (long)seq),
            messages.Select(JsonReading.Seq)
        );
        Assert.Equal(contents.Count, page.Number("last_seq"));
    }
}
